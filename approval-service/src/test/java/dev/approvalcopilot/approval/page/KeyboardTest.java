package dev.approvalcopilot.approval.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.approvalcopilot.approval.testing.AnAction;
import dev.approvalcopilot.approval.testing.Topics;
import dev.approvalcopilot.contracts.Ids;
import dev.approvalcopilot.contracts.event.ActionDecided;
import dev.approvalcopilot.contracts.event.GrantIssued;
import dev.approvalcopilot.local.auth0.Totp;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/** The whole decision without a pointer: nothing here clicks, and whatever has the focus was reached by keys alone. */
@QuarkusTest
class KeyboardTest {
    private static final int MOST_TABS = 60;
    private static final String HAS_FOCUS = "element => element === document.activeElement";
    private static final String COMES_BEFORE =
            "(before, after) => !!(before.compareDocumentPosition(document.querySelector(after)) & Node.DOCUMENT_POSITION_FOLLOWING)";

    @Test
    void aPersonFindsReadsAndApprovesACriticalActionByKeysAlone() {
        var run = Ids.next();
        var action = Held.hold(AnAction.deletingARepository().inRun(run));
        try (var ada = Visit.by("ada")) {
            var page = ada.page();
            page.navigate("/?run=" + run);
            goTo(page, page.locator("#row-" + action + " h2 a"), "Tab");
            page.keyboard().press("Enter");
            assertThat(page.locator("#decision")).isVisible();
            everythingIsReadBeforeTheDecision(page);

            goTo(page, page.locator("button.approve"), "Tab");
            pressOnceItOpens(page, page.locator("button.approve"));
            assertThat(ada.heading("One more step: log in again")).isVisible();
            goTo(page, page.getByText("Log in and approve"), "Tab");
            page.keyboard().press("Enter");
            logIn(ada);

            assertThat(ada.heading("Approved. It waits for the gateway")).isVisible();
            Assertions.assertThat(Topics.await1(action, GrantIssued.class).id()).isEqualTo(action);
        }
    }

    @Test
    void aPersonOpensALongTextAndRejectsByKeysAlone() {
        var action = Held.hold(AnAction.postingAMessage().with("text", "Read me. ".repeat(400)));
        try (var ada = Visit.by("ada").open(action)) {
            var page = ada.page();
            assertThat(page.locator("button.approve")).isDisabled();
            goTo(page, page.locator("details[data-part] > summary").first(), "Tab");
            page.keyboard().press("Enter");
            assertThat(page.locator("button.approve")).isEnabled();

            goTo(page, page.locator("details.reject > summary"), "Tab");
            page.keyboard().press("Enter");
            goTo(page, page.locator("details.reject input[type=radio]").first(), "Tab");
            page.keyboard().press("ArrowDown");
            goTo(page, page.locator("#words"), "Tab");
            page.keyboard().type("not like this");
            goTo(page, page.getByText("Send the rejection"), "Tab");
            page.keyboard().press("Enter");

            assertThat(ada.heading("Rejected. Nothing runs")).isVisible();
            Assertions.assertThat(
                            Topics.await1(action, ActionDecided.Rejected.class).reason())
                    .endsWith(": not like this");
        }
    }

    /** Reading order is document order: nobody can meet Approve before the payload, and no element jumps the queue. */
    private static void everythingIsReadBeforeTheDecision(Page page) {
        for (var part : new String[] {"h1", ".question", "#payload"}) {
            Assertions.assertThat(page.locator(part).first().evaluate(COMES_BEFORE, "button.approve"))
                    .as(part)
                    .isEqualTo(true);
        }
        assertThat(page.locator("[tabindex]:not([tabindex='0']):not([tabindex='-1'])"))
                .hasCount(0);
    }

    private static void logIn(Visit ada) {
        var page = ada.page();
        goTo(page, page.locator("#username"), "Tab");
        page.keyboard().type(ada.user().email());
        goTo(page, page.locator("#password"), "Tab");
        page.keyboard().type(ada.user().password());
        page.keyboard().press("Enter");
        page.locator("#code").waitFor();
        goTo(page, page.locator("#code"), "Tab");
        page.keyboard().type(Totp.code(ada.user().totpSecret(), Instant.now()));
        page.keyboard().press("Enter");
    }

    private static void pressOnceItOpens(Page page, Locator button) {
        assertThat(button).isEnabled();
        page.keyboard().press("Enter");
    }

    private static void goTo(Page page, Locator target, String key) {
        target.waitFor();
        for (int pressed = 0; pressed < MOST_TABS; pressed++) {
            if ((Boolean) target.evaluate(HAS_FOCUS)) {
                return;
            }
            page.keyboard().press(key);
        }
        throw new AssertionError("not reached by keyboard: " + target);
    }
}
