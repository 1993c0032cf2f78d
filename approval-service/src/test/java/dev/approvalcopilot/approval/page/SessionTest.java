package dev.approvalcopilot.approval.page;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;

import com.microsoft.playwright.BrowserContext.ClearCookiesOptions;
import com.microsoft.playwright.options.SameSiteAttribute;
import dev.approvalcopilot.local.testing.LocalStackResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/** Carol's sessions: no other test has any. */
@QuarkusTest
class SessionTest {
    private static final int SIGNED_OUT = 499;
    private static final Duration SOON = Duration.ofSeconds(10);

    @Inject
    Jdbi jdbi;

    @Test
    void endsWhenIdle() {
        try (var carol = signedIn()) {
            backdate("seen_at", "29 minutes");
            assertThat(status(carol)).isEqualTo(200);

            backdate("seen_at", "2 minutes");

            assertThat(status(carol)).isEqualTo(SIGNED_OUT);
        }
    }

    @Test
    void endsWhenOldHoweverBusy() {
        try (var carol = signedIn()) {
            backdate("created_at", "9 hours");
            backdate("ends_at", "8 hours");

            assertThat(status(carol)).isEqualTo(SIGNED_OUT);
        }
    }

    @Test
    void isKeptAliveByThePersonAndNotByThePage() {
        try (var carol = signedIn()) {
            backdate("seen_at", "20 minutes");
            var before = seenAt();

            status(carol);
            assertThat(seenAt()).isEqualTo(before);

            carol.page().navigate("/");
            assertThat(seenAt()).isAfter(before);
        }
    }

    /** Whatever session the browser still has at Auth0: the answer must show a login of the last half hour. */
    @Test
    void beginsWithALoginThatIsNotOlderThanItMayBeIdle() {
        given().redirects()
                .follow(false)
                .get("/")
                .then()
                .statusCode(302)
                .header("Location", containsString("max_age=1800"));
    }

    /** However the last one ended, and however young the login at Auth0 is. */
    @Test
    void doesNotComeBackByItself() {
        given().redirects()
                .follow(false)
                .cookie("__Host-copilot-browser", "of-an-ended-session")
                .get("/")
                .then()
                .statusCode(302)
                .header("Location", containsString("prompt=login"));
    }

    @Test
    void isNothingButAReferenceInTheBrowserAndACipherInTheDatabase() {
        try (var carol = signedIn()) {
            var cookies = carol.context().cookies();

            assertThat(cookies)
                    .extracting(cookie -> cookie.name)
                    .contains("q_session_page", "__Host-copilot-browser", "__Host-copilot-form");
            assertThat(cookies)
                    .filteredOn(cookie -> !cookie.name.startsWith("auth0"))
                    .allSatisfy(cookie -> {
                        assertThat(cookie.httpOnly).isTrue();
                        assertThat(cookie.domain).isEqualTo("127.0.0.1");
                    });
            assertThat(cookies)
                    .filteredOn(cookie -> cookie.name.equals("q_session_page"))
                    .allSatisfy(cookie -> {
                        assertThat(cookie.value).hasSize(44);
                        assertThat(cookie.path).isEqualTo("/");
                        assertThat(cookie.secure).isTrue();
                        assertThat(cookie.sameSite).isEqualTo(SameSiteAttribute.LAX);
                    });
            assertThat(idToken().split("\\.", -1))
                    .as("an encrypted token's five parts")
                    .hasSize(5);
        }
    }

    @Test
    void isWorthNothingInAnotherBrowser() {
        try (var carol = signedIn()) {
            carol.context().clearCookies(new ClearCookiesOptions().setName("__Host-copilot-browser"));

            assertThat(status(carol)).isEqualTo(SIGNED_OUT);
        }
    }

    @Test
    void endsWithItsLoginAtAuth0AndTakesTheOpenPageAlong() {
        try (var carol = signedIn()) {
            carol.live();

            passwordChanged();

            await().atMost(SOON).until(() -> sessions() == 0);
            // The stream ends, the page asks, reloads, and stands before the login.
            carol.page().locator("#password").waitFor();
        }
    }

    @Test
    void endsInAllBrowsersWhereThePersonSaysSo() {
        try (var _ = signedIn();
                var here = signedIn()) {
            assertThat(sessions()).isGreaterThan(1);

            here.page().navigate("/settings");
            here.press("Sign out in all browsers");
            here.heading("You are signed out").waitFor();

            assertThat(sessions()).isZero();
        }
    }

    @Test
    void saysWhenItEnds() {
        try (var carol = signedIn()) {
            var ends =
                    carol.page().evaluate("fetch('/session').then(answer => answer.json()).then(ends => ends.endsAt)");

            assertThat(Instant.parse(ends.toString()))
                    .isBetween(Instant.now().plusSeconds(28 * 60), Instant.now().plusSeconds(31 * 60));
        }
    }

    @Test
    void aForgedLogoutEndsNothing() {
        try (var carol = signedIn()) {
            given().formParam("logout_token", "eyJhbGciOiJub25lIn0.e30.")
                    .post("/backchannel-logout")
                    .then()
                    .statusCode(400)
                    .contentType("application/problem+json");

            assertThat(status(carol)).isEqualTo(200);
        }
    }

    @Test
    void aForeignPageSignsNobodyOut() {
        given().header("Sec-Fetch-Site", "cross-site").post("/sign-out").then().statusCode(403);
        given().redirects().follow(false).get("/sign-out").then().statusCode(405);
    }

    @Test
    void aSecondTabLeavesTheFormsOfTheFirstValid() {
        try (var carol = signedIn()) {
            carol.page().navigate("/settings");
            carol.newTab().navigate("/settings");

            assertThat(carol.page()
                            .evaluate("fetch('/session', {method: 'POST', body: new URLSearchParams(new FormData("
                                    + "document.querySelector('main form')))}).then(answer => answer.status)"))
                    .isEqualTo(200);
        }
    }

    private Visit signedIn() {
        var carol = Visit.stranger("carol");
        carol.page().navigate("/");
        carol.logIn();
        carol.heading("Waiting for you").waitFor();
        return carol;
    }

    /** As the page's scripts see it. */
    private static int status(Visit visit) {
        return (int) visit.page()
                .evaluate("fetch('/session', {headers: {'HX-Request': 'true'}}).then(answer => answer.status)");
    }

    private void backdate(String column, String by) {
        jdbi.useHandle(handle -> handle.execute("update page_sessions set " + column + " = " + column + " - interval '"
                + by + "' where principal = 'auth0|carol'"));
    }

    private Instant seenAt() {
        return jdbi.withHandle(
                handle -> handle.createQuery("select max(seen_at) from page_sessions where principal = 'auth0|carol'")
                        .mapTo(Instant.class)
                        .one());
    }

    private String idToken() {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select id_token from page_sessions where principal = 'auth0|carol' order by created_at desc limit 1")
                .mapTo(String.class)
                .one());
    }

    private int sessions() {
        return jdbi.withHandle(
                handle -> handle.createQuery("select count(*) from page_sessions where principal = 'auth0|carol'")
                        .mapTo(Integer.class)
                        .one());
    }

    private static void passwordChanged() {
        var issuer = URI.create(LocalStackResource.installation().issuer());
        given().urlEncodingEnabled(false)
                .post(issuer.resolve("/__local/users/auth0%7Ccarol/password-changed"))
                .then()
                .statusCode(204);
    }
}
