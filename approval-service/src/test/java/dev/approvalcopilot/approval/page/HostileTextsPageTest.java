package dev.approvalcopilot.approval.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import dev.approvalcopilot.approval.testing.AnAction;
import dev.approvalcopilot.approval.testing.HostileTexts;
import dev.approvalcopilot.approval.testing.Topics;
import dev.approvalcopilot.contracts.event.ActionDecided;
import dev.approvalcopilot.contracts.text.MarkedText;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The corpus before a real browser: nothing runs, nothing hides, nothing is fetched, no link is made, and the flags are there. */
@QuarkusTest
class HostileTextsPageTest {
    /** What becomes of a payload that is put into the page as the service wrote it. */
    private static final String SHOW = """
            async address => {
              const answer = await fetch(address);
              const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
              const payload = document.importNode(page.querySelector('.payload'), true);
              document.querySelector('main').replaceChildren(payload);
              payload.querySelectorAll('details').forEach(one => one.open = true);
              const text = [...payload.children]
                  .find(argument => argument.querySelector('dt code').textContent === 'text').querySelector('.text');
              return {
                status: answer.status,
                text: text.textContent,
                visible: text.checkVisibility({checkOpacity: true, checkVisibilityCSS: true}) && text.offsetHeight > 0,
                elements: [...new Set([...payload.querySelectorAll('*')].map(one => one.localName))].join(' '),
                attributes: [...new Set([...payload.querySelectorAll('*')].flatMap(one => one.getAttributeNames()))].join(' '),
                outside: [...page.querySelectorAll('main [href], main [src], main [action]')]
                    .map(one => one.getAttribute('href') || one.getAttribute('src') || one.getAttribute('action'))
                    .filter(target => !/^[/#](?![/])/.test(target)).join(' '),
                flags: [...page.querySelectorAll('.payload .mark')].map(one => one.textContent).join(' '),
                title: document.title};
            }""";

    private static final Map<HostileTexts.Entry, AnAction> HELD = new HashMap<>();
    private static final List<String> DIALOGS = new CopyOnWriteArrayList<>();
    private static final List<String> REQUESTS = new CopyOnWriteArrayList<>();
    private static Visit ada;
    private static boolean tried;

    /** The longest text that a shipped tool takes; an installation's own may take more, up to 64 KiB in all. */
    private static final int LONGEST = 16_384;

    @Inject
    Jdbi jdbi;

    @BeforeEach
    void holdAllOnce() {
        if (tried) {
            return;
        }
        tried = true;
        HostileTexts.all().forEach(entry -> {
            var text = entry.whole();
            var action = AnAction.sendingAMail().with("text", text.length() > LONGEST ? "later" : text);
            Topics.send(action.build());
            HELD.put(entry, action);
        });
        HELD.forEach((entry, action) -> {
            Topics.await1(action.id(), ActionDecided.Pending.class);
            if (entry.whole().length() > LONGEST) {
                replace(action.with("text", entry.whole()));
            }
        });
        ada = Visit.by("ada").open(HELD.values().iterator().next().id());
        watch(ada.page());
    }

    /** As if its tool had let the arguments through. */
    private void replace(AnAction action) {
        jdbi.useHandle(handle -> handle.createUpdate("update approvals set action = :bytes where id = :id")
                .bind("bytes", action.action().toCanonicalBytes().toByteArray())
                .bind("id", action.id())
                .execute());
    }

    private static void watch(Page page) {
        page.onDialog(dialog -> {
            DIALOGS.add(dialog.message());
            dialog.dismiss();
        });
        page.onRequest(request -> REQUESTS.add(request.url()));
    }

    @AfterAll
    static void close() {
        ada.close();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.approvalcopilot.approval.testing.HostileTexts#all")
    void isOnlyText(HostileTexts.Entry entry) {
        @SuppressWarnings("unchecked")
        var seen = (Map<String, Object>)
                ada.page().evaluate(SHOW, "/actions/" + HELD.get(entry).id());

        assertThat(seen)
                .containsEntry("status", 200)
                .containsEntry("visible", true)
                .containsEntry("outside", "");
        assertThat(seen.get("text")).isEqualTo(MarkedText.block(entry.whole()).toString());
        assertThat(List.of(seen.get("elements").toString().split(" ")))
                .isSubsetOf("div", "dt", "code", "span", "dd", "p", "details", "summary");
        assertThat(List.of(seen.get("attributes").toString().split(" ")))
                .isSubsetOf("class", "title", "data-part", "open");
        assertThat(seen.get("title").toString()).doesNotContain("pwned");
        assertThat(entry.flags()).allMatch(flag -> seen.get("flags").toString().contains(flag));
        assertThat(entry.flags().isEmpty())
                .isEqualTo(seen.get("flags").toString().isEmpty());
        assertNothingRan();
    }

    /** Arguments, rationale and sentence all at once, loaded as a person loads it. */
    @Test
    void aPageFullOfThemStillAsksOneQuestion() {
        var everything = new ArrayList<String>();
        HostileTexts.all().stream()
                .filter(entry -> entry.text() != null)
                .forEach(entry -> everything.add(entry.text()));
        var action = AnAction.sendingAMail()
                .with("subject", "<script>alert(1)</script>")
                .with("text", String.join("\n", everything));
        Topics.send(action.build());
        Topics.await1(action.id(), ActionDecided.Pending.class);
        try (var bystander = Visit.by("ada")) {
            watch(bystander.page());
            bystander.open(action.id()).live();
            bystander.page().locator("details[data-part] > summary").last().click();

            assertThat(bystander.page().locator("main h1")).hasCount(1);
            assertThat(bystander.page().locator("#decision-title")).hasCount(1);
            assertThat(bystander.page().locator("main script, main img, main iframe, main svg, main object"))
                    .hasCount(0);
            assertThat(bystander.page().locator("main button.approve")).hasCount(1);
            assertThat(bystander.page().locator(".payload")).containsText(everything.getLast());
            assertThat(new AxeBuilder(bystander.page()).analyze().getViolations())
                    .isEmpty();
            bystander.screenshot("hostile-texts");
        }
        assertNothingRan();
    }

    @Test
    void approveWaitsUntilTheEndOf60KilobytesCanBeSeen() {
        var longest = HELD.entrySet().stream()
                .filter(one -> one.getKey().name().startsWith("payload at the end"))
                .findFirst()
                .orElseThrow();
        try (var reader = Visit.by("ada").open(longest.getValue().id())) {
            var approve = reader.page().getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName("Approve"));
            assertThat(approve).isDisabled();
            reader.page().locator("details[data-part] > summary").click();

            assertThat(approve).isEnabled();
            assertThat(reader.page().locator("details[data-part] .text")).containsText("Wire it to [U+202E]GNP");
            assertThat(reader.page().locator("details[data-part] > summary")).containsText("characters");
        }
    }

    @Test
    void approveWaitsUntil500RecipientsAreOpened() {
        var recipients = JsonNodeFactory.instance.arrayNode();
        for (int i = 0; i < 499; i++) {
            recipients.add("person" + i + "@acme.test");
        }
        recipients.add("mallory@ex\u0430mple.com");
        var action = AnAction.sendingAMail();
        Held.hold(action);
        replace(action.with("to", recipients));
        try (var reader = Visit.by("ada").open(action.id())) {
            var approve = reader.page().getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName("Approve"));
            assertThat(approve).isDisabled();
            assertThat(reader.text("1 domain that is not what it looks like").first())
                    .isVisible();
            reader.text("Open 500 items").click();

            assertThat(approve).isEnabled();
            assertThat(reader.page().locator(".payload")).containsText("Latin + Cyrillic, xn--exmple-4nf.com");
        }
    }

    private static void assertNothingRan() {
        assertThat(DIALOGS).isEmpty();
        assertThat(REQUESTS).allMatch(url -> url.startsWith(Visit.address()), "the page's own");
    }
}
