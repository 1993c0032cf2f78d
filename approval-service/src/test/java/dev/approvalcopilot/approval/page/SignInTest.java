package dev.approvalcopilot.approval.page;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.startsWith;

import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.SameSiteAttribute;
import dev.approvalcopilot.approval.testing.AnAction;
import io.quarkus.test.junit.QuarkusTest;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SignInTest {
    /** What a script is told whose session is over. */
    private static final int SIGNED_OUT = 499;

    @Test
    void leadsThroughTheLoginBackToTheSamePage() {
        var action = Held.hold(AnAction.postingAMessage());
        try (var ada = Visit.stranger("ada")) {
            ada.page().navigate("/actions/" + action);
            ada.logIn();

            ada.heading("Post a message in #general").waitFor();
            assertThat(ada.page().url()).isEqualTo(Visit.address() + "/actions/" + action);
        }
    }

    @Test
    void theSessionIsOutOfReachForScriptsAndOtherSites() {
        try (var ada = Visit.by("ada")) {
            ada.page().navigate("/");

            assertThat(ada.context().cookies())
                    .filteredOn(cookie -> cookie.name.startsWith("q_session"))
                    .isNotEmpty()
                    .allMatch(cookie -> cookie.httpOnly && cookie.secure && cookie.sameSite == SameSiteAttribute.LAX);
        }
    }

    @Test
    void signingOutEndsTheSessionHereAndAtAuth0() {
        try (var ada = Visit.stranger("ada")) {
            ada.page().navigate("/");
            ada.logIn();
            ada.heading("Waiting for you").waitFor();
            ada.press("Sign out");
            ada.heading("You are signed out").waitFor();
            ada.text("Sign in").click();

            assertThat(ada.page().locator("#password").isVisible()).isTrue();
        }
    }

    /** The stream ends with the session, and a page whose session is over asks for a login: not while the person is signing out. */
    @Test
    void aPageThatLearnsOfItsSignOutDoesNotCancelIt() {
        try (var ada = Visit.stranger("ada")) {
            ada.page().navigate("/");
            ada.logIn();
            ada.live();
            var held = new CompletableFuture<Runnable>();
            ada.page().route("**/sign-out", route -> {
                var answer = route.fetch(new Route.FetchOptions().setMaxRedirects(0));
                held.complete(() -> route.fulfill(new Route.FulfillOptions().setResponse(answer)));
            });
            // A click of Playwright's own would wait for the navigation that is held here.
            ada.page()
                    .waitForResponse(
                            answer -> answer.status() == SIGNED_OUT,
                            () -> ada.page()
                                    .evaluate("setTimeout(() => document.querySelector('.who button').click())"));
            held.join().run();

            ada.heading("You are signed out").waitFor();
        }
    }

    @Test
    void aSessionIsNoTokenForTheApi() {
        try (var ada = Visit.by("ada")) {
            ada.page().navigate("/");

            assertThat(ada.page().evaluate("fetch('/api/actions').then(answer => answer.status)"))
                    .isEqualTo(401);
        }
    }

    @Test
    void scriptsAreToldInsteadOfRedirected() {
        given().redirects()
                .follow(false)
                .header("HX-Request", "true")
                .get("/")
                .then()
                .statusCode(SIGNED_OUT);
    }

    @Test
    void everyPageForbidsWhatIsInlineOrFromElsewhere() {
        given().get("/signed-out")
                .then()
                .statusCode(200)
                .header(
                        "Content-Security-Policy",
                        startsWith("default-src 'none'; script-src 'self'; style-src 'self';"))
                .header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "no-referrer")
                .header("Cache-Control", containsString("no-store"));
    }
}
