package dev.approvalcopilot.approval.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext.ClearCookiesOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.Route.FetchOptions;
import com.microsoft.playwright.Route.FulfillOptions;
import com.microsoft.playwright.options.AriaRole;
import dev.approvalcopilot.approval.account.ConnectedAccounts;
import dev.approvalcopilot.approval.testing.AnAction;
import dev.approvalcopilot.approval.testing.AtAuth0;
import dev.approvalcopilot.approval.testing.Topics;
import dev.approvalcopilot.contracts.event.ActionDecided;
import dev.approvalcopilot.contracts.event.PersonChanged;
import dev.approvalcopilot.contracts.event.SecurityEvent;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Otto's accounts: nobody else's tests know him. */
@QuarkusTest
class AccountsPageTest {
    private static final String OTTO = "auth0|otto";
    private static final String CONSENT = "**/connected-accounts/connect";
    private static final String SLACK = "sign-in-with-slack";

    @Inject
    Jdbi jdbi;

    @Inject
    ConnectedAccounts accounts;

    @AfterEach
    void disconnectAll() {
        for (var connection : new String[] {"github", SLACK, "google-oauth2"}) {
            AtAuth0.disconnect(OTTO, connection);
        }
    }

    private static Visit otto() {
        var otto = Visit.by("otto");
        otto.page().navigate("/accounts");
        return otto;
    }

    private static Locator of(Visit visit, String provider) {
        return visit.page()
                .getByRole(
                        AriaRole.REGION,
                        new GetByRoleOptions().setName(provider).setExact(true));
    }

    private static void atTheProvider(Visit visit, String button) {
        visit.text("act on your").waitFor();
        visit.press(button);
    }

    @Test
    void comesBackToTheActionThatWaited() {
        var action = Held.hold(AnAction.postingAMessage().of(OTTO));
        try (var otto = Visit.by("otto").open(action)) {
            otto.text("Open your accounts").click();
            assertThat(of(otto, "Slack")).containsText("not connected");
            otto.press("Connect Slack");
            atTheProvider(otto, "Connect");

            otto.page().waitForURL(Visit.address() + "/actions/" + action);
            otto.press("Approve");
            otto.heading("Approved").waitFor();
        }
        assertThat(Topics.await1(action, ActionDecided.Approved.class)).isNotNull();
        Topics.await(
                PersonChanged.AccountConnected.class,
                event -> event.principal().equals(OTTO) && event.connection().equals(SLACK));
        assertThat(errands()).isZero();
    }

    @Test
    void asksForWhatTheInstalledToolsNeedAndShowsIt() {
        try (var otto = otto()) {
            otto.press("Connect Google");
            otto.text("act on your").waitFor();
            assertThat(otto.page().locator("main")).containsText("https://www.googleapis.com/auth/gmail.send");
            otto.press("Connect");

            otto.heading("You are back from Google").waitFor();
            var google = of(otto, "Google");
            assertThat(google.locator(".status")).hasText("connected");
            assertThat(google).containsText("send mail in your name");
        }
    }

    @Test
    void saysWhichToolsLackARightAndConnectsAgainInPlaceOfTheOldAccount() {
        AtAuth0.connect(OTTO, "google-oauth2", "https://www.googleapis.com/auth/gmail.readonly");
        try (var otto = otto()) {
            var google = of(otto, "Google");
            assertThat(google.locator(".status")).containsText("without all the rights");
            assertThat(google.getByText("Not allowed yet")).not().hasCount(0);

            otto.press("Connect again Google");
            atTheProvider(otto, "Connect");

            otto.heading("You are back from Google").waitFor();
            assertThat(google.locator(".status")).hasText("connected");
            assertThat(google.locator(".account")).hasCount(1);
        }
    }

    @Test
    void showsSeveralAndDisconnectsTheOneThatIsMeant() {
        AtAuth0.connect(OTTO, SLACK);
        AtAuth0.connect(OTTO, SLACK);
        try (var otto = otto()) {
            var slack = of(otto, "Slack");
            assertThat(slack.locator(".status")).hasText("several accounts connected");
            var second = slack.locator(".account").nth(1);
            var stays =
                    slack.locator(".account").first().locator("code").first().textContent();
            second.getByText("Disconnect").click();

            assertThat(otto.page().locator("main")).containsText("Post a message");
            assertThat(otto.page().locator("main")).containsText("Slack is not told");
            otto.press("Disconnect it");

            otto.heading("Auth0 keeps no token of that Slack account").waitFor();
            assertThat(slack.locator(".account code").first()).hasText(stays);
            assertThat(slack.locator(".status")).hasText("connected");
        }
        assertThat(errands()).isZero();
        Topics.await(
                PersonChanged.AccountDisconnected.class,
                event -> event.principal().equals(OTTO) && event.connection().equals(SLACK));
    }

    @Test
    void aNoAtTheProviderIsSaidInWords() {
        try (var otto = otto()) {
            otto.press("Connect GitHub");
            atTheProvider(otto, "Cancel");

            otto.heading("Nothing was changed").waitFor();
            assertThat(otto.page().locator("main")).containsText("You said no at GitHub");
            assertThat(of(otto, "GitHub").locator(".status")).hasText("not connected");
        }
        assertThat(errands()).isZero();
    }

    /** As Auth0's documents have it: the code comes in the fragment. */
    @Test
    void aCodeInTheFragmentCountsToo() {
        try (var otto = otto()) {
            otto.page().navigate(wayBackFromTheProvider(otto).replace('?', '#'));

            otto.heading("You are back from GitHub").waitFor();
            assertThat(of(otto, "GitHub").locator(".status")).hasText("connected");
        }
    }

    @Test
    void aWayBackCountsOnce() {
        try (var otto = otto()) {
            var back = wayBackFromTheProvider(otto);
            otto.page().navigate(back);
            otto.heading("You are back from GitHub").waitFor();

            otto.page().navigate(back);

            otto.text("unknown or already used").waitFor();
            assertThat(of(otto, "GitHub").locator(".account")).hasCount(1);
        }
    }

    /** Who is sent here with somebody else's consent gets nobody's account. */
    @Test
    void aWayBackThatAnotherSessionBeganConnectsNothing() {
        try (var otto = otto();
                var bob = Visit.by("bob")) {
            var back = wayBackFromTheProvider(otto);
            var errand = errand();

            bob.page().navigate(back);
            bob.text("This session did not begin it").waitFor();

            otto.page().navigate(back);
            otto.text("unknown or already used").waitFor();
            assertThat(of(otto, "GitHub").locator(".status")).hasText("not connected");
            assertThat(Topics.await1(errand, SecurityEvent.class).code()).isEqualTo("connect_refused");
        }
    }

    @Test
    void afterFiveMinutesItIsTooLate() {
        try (var otto = otto()) {
            var back = wayBackFromTheProvider(otto);
            jdbi.useHandle(
                    handle -> handle.execute("update account_errands set since = since - interval '301 seconds'"));

            otto.page().navigate(back);

            otto.text("longer than five minutes").waitFor();
            assertThat(of(otto, "GitHub").locator(".status")).hasText("not connected");
        }
    }

    @Test
    void whoLogsInAtAuth0AsSomebodyElseConnectsNothing() {
        try (var otto = otto()) {
            otto.context().clearCookies(new ClearCookiesOptions().setName("auth0"));
            otto.press("Connect GitHub");
            otto.page().locator("#username").fill("carol@acme.test");
            otto.page().locator("#password").fill("demo-pass-carol");
            otto.press("Continue");

            otto.text("as somebody else than here").waitFor();
            assertThat(of(otto, "GitHub").locator(".status")).hasText("not connected");
        }
        assertThat(accounts.all("auth0|carol")).isEmpty();
    }

    @Test
    void noSecretOfAnErrandIsStoredThatOpensAnythingByItself() {
        try (var otto = otto()) {
            var back = wayBackFromTheProvider(otto);
            var state = back.replaceAll(".*[?&]state=([^&]+).*", "$1");
            var row = jdbi.withHandle(handle -> handle.createQuery("select e::text from account_errands e")
                    .mapTo(String.class)
                    .one());

            assertThat(row).doesNotContain(state, "eyJ");
        }
    }

    @Test
    void aForeignAccountIsLikeNone() {
        AtAuth0.connect("auth0|olga", "github");
        try (var otto = otto()) {
            var foreign = accounts.all("auth0|olga").getFirst().id();
            for (var id : new String[] {foreign, "cac_none"}) {
                var answer = otto.page().navigate("/accounts/disconnect?account=" + id);
                assertThat(answer.status()).isEqualTo(404);
                otto.heading("There is no such account").waitFor();
            }
        } finally {
            AtAuth0.disconnect("auth0|olga", "github");
        }
    }

    /** Consents at the provider, and keeps the browser from going back. */
    private static String wayBackFromTheProvider(Visit visit) {
        var back = new AtomicReference<String>();
        visit.press("Connect GitHub");
        visit.text("act on your").waitFor();
        visit.page().route(CONSENT, route -> {
            back.set(
                    route.fetch(new FetchOptions().setMaxRedirects(0)).headers().get("location"));
            route.fulfill(new FulfillOptions().setContentType("text/html").setBody("<p>Kept here</p>"));
        });
        visit.press("Connect");
        visit.text("Kept here").waitFor();
        visit.page().unroute(CONSENT);
        return back.get();
    }

    private int errands() {
        return jdbi.withHandle(handle -> handle.createQuery("select count(*) from account_errands")
                .mapTo(Integer.class)
                .one());
    }

    private UUID errand() {
        return jdbi.withHandle(handle -> handle.createQuery("select id from account_errands")
                .mapTo(UUID.class)
                .one());
    }
}
