package dev.approvalcopilot.approval.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/** Olga's session, whose end comes near: the browser's clock is moved, and the row with it. */
@QuarkusTest
class SessionEndTest {
    private static final String NEWEST =
            " where reference_hash = (select reference_hash from page_sessions where principal = 'auth0|olga'"
                    + " order by created_at desc limit 1)";
    private static final long MINUTE_MS = 60_000;

    @Inject
    Jdbi jdbi;

    @Test
    void isSaidTwoMinutesBeforeAndTheSessionStaysByOneButton() {
        try (var olga = signedIn("/settings")) {
            assertThat(line(olga)).isEmpty();
            change("seen_at = seen_at - interval '28 minutes'");

            olga.page().clock().fastForward(28 * MINUTE_MS + 20_000);

            assertThat(line(olga)).containsText("you are signed out in less than two minutes");
            assertThat(focused(olga)).isEqualTo("BODY");
            assertThat(new AxeBuilder(olga.page()).analyze().getViolations()).isEmpty();

            var before = seenAt();
            var link = olga.page().getByRole(AriaRole.LINK, new GetByRoleOptions().setName("Inbox"));
            link.focus();
            reach(olga.page(), "Stay signed in");
            olga.page().keyboard().press("Enter");

            assertThat(line(olga)).containsText("You stay signed in");
            assertThat(stay(olga)).isHidden();
            assertThat(seenAt()).isAfter(before);
            assertThat(focused(olga)).isNotEqualTo("BODY");
        }
    }

    @Test
    void leadsToTheLoginAndBackToTheSamePage() {
        try (var olga = signedIn("/accounts?connect=github")) {
            change("seen_at = seen_at - interval '31 minutes'");

            olga.page().clock().fastForward(29 * MINUTE_MS);
            olga.page().locator("#password").waitFor();
            olga.logIn();

            olga.heading("Connected accounts").waitFor();
            assertThat(olga.page().url()).isEqualTo(Visit.address() + "/accounts?connect=github");
        }
    }

    @Test
    void saysWhenItCannotBeLonger() {
        try (var olga = signedIn("/settings")) {
            change("ends_at = clock_timestamp() + interval '115 seconds'");

            olga.page().clock().fastForward(29 * MINUTE_MS);
            assertThat(line(olga)).containsText("less than two minutes");
            stay(olga).click();

            assertThat(line(olga)).containsText("It cannot be longer");
        }
    }

    private static Visit signedIn(String address) {
        var olga = Visit.stranger("olga");
        olga.page().clock().install();
        olga.page().navigate(address);
        olga.logIn();
        olga.page().waitForURL(Visit.address() + address);
        return olga;
    }

    private static Locator line(Visit visit) {
        return visit.page().locator("#session-end [role=status]");
    }

    private static Locator stay(Visit visit) {
        return visit.page().locator("#session-end button");
    }

    private static String focused(Visit visit) {
        return (String) visit.page().evaluate("document.activeElement.tagName");
    }

    /** By the Tab key alone. */
    private static void reach(Page page, String button) {
        for (int step = 0; step < 20; step++) {
            page.keyboard().press("Tab");
            if (page.evaluate("document.activeElement.textContent.trim()").equals(button)) {
                return;
            }
        }
        throw new AssertionError(button + " is not reached by Tab");
    }

    private void change(String what) {
        jdbi.useHandle(handle -> handle.execute("update page_sessions set " + what + NEWEST));
    }

    private Instant seenAt() {
        return jdbi.withHandle(handle -> handle.createQuery("select seen_at from page_sessions" + NEWEST)
                .mapTo(Instant.class)
                .one());
    }
}
