package dev.approvalcopilot.approval.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.approvalcopilot.approval.testing.AnAction;
import dev.approvalcopilot.approval.testing.Person;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The person is signed in, but nobody can say which account is meant. */
@QuarkusTest
@TestProfile(Auth0AwayPageTest.Away.class)
class Auth0AwayPageTest {
    public static final class Away implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("quarkus.rest-client.auth0.url", "http://127.0.0.1:1/");
        }
    }

    @Test
    void theAccountsAreNotKnownAndNothingIsOffered() {
        try (var ada = Visit.by("ada")) {
            var answer = ada.page().navigate("/accounts");

            assertThat(answer.status()).isEqualTo(200);
            assertThat(ada.text("nobody can say what is connected")).isVisible();
            assertThat(ada.page().locator(".connection .status").first()).containsText("not known");
            assertThat(ada.page().locator("main form")).hasCount(0);
        }
    }

    @Test
    void anAnswerThatNeedsAuth0IsAPageWithANumberToQuote() {
        try (var ada = Visit.by("ada")) {
            var answer = ada.page().navigate("/accounts/disconnect?account=cac_any");

            assertThat(answer.status()).isEqualTo(503);
            assertThat(ada.heading("Auth0 does not answer")).isVisible();
            assertThat(ada.page().locator(".digest")).containsText("quote");
        }
    }

    @Test
    void saysSoAndTakesANo() {
        var action = Held.hold(AnAction.postingAMessage());
        try (var ada = Visit.by("ada").open(action)) {
            assertThat(ada.text("Auth0 does not answer")).isVisible();
            assertThat(ada.page().locator("#decision form[action$='/approve']")).hasCount(0);
            assertThat(ada.text("Try again")).isVisible();
            assertThat(ada.page().locator(".payload")).containsText("The build is green.");

            ada.page().locator("details.reject summary").click();
            ada.page().locator("#words").fill("Not today");
            ada.press("Send the rejection");

            ada.heading("Rejected. Nothing runs").waitFor();
        }
    }

    @Test
    void severalAreRejectedTogether() {
        var one = Held.hold(AnAction.postingAMessage().of("auth0|bob"));
        var other = Held.hold(AnAction.postingAMessage().of("auth0|bob"));
        try (var bob = Visit.by("bob")) {
            bob.page().navigate("/actions/batch?id=" + one + "&id=" + other);
            assertThat(bob.text("a no needs no account")).isVisible();
            assertThat(bob.page().locator("button.approve")).hasCount(0);
            bob.page().locator("#words").fill("Not today");
            bob.press("Reject 2 actions");

            assertThat(bob.page().locator("main")).containsText("rejected");
        }
        Person.bob().sees(one, "REJECTED");
        Person.bob().sees(other, "REJECTED");
    }
}
