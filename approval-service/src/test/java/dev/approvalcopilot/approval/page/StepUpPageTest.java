package dev.approvalcopilot.approval.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.restassured.RestAssured.given;

import dev.approvalcopilot.approval.testing.AnAction;
import dev.approvalcopilot.approval.testing.Grants;
import dev.approvalcopilot.approval.testing.Person;
import dev.approvalcopilot.approval.testing.Topics;
import dev.approvalcopilot.contracts.event.GrantIssued;
import dev.approvalcopilot.local.testing.LocalStackResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

@QuarkusTest
class StepUpPageTest {
    @Test
    void aCriticalActionTakesAFreshLoginWithSecondFactor() {
        var action = Held.hold(AnAction.deletingARepository());
        try (var ada = Visit.by("ada").open(action)) {
            ada.press("Approve");
            assertThat(ada.text("this login counts for this action only")).isVisible();
            ada.screenshot("step-up");
            ada.press("Log in and approve");
            assertThat(ada.text("Authorise a critical action")).isVisible();
            ada.logIn();
            ada.giveCode();

            assertThat(ada.heading("Approved. It waits for the gateway")).isVisible();
            assertThat(ada.page().locator(".steps")).containsText("fresh login received");
            var grant = Grants.verified(Topics.await1(action, GrantIssued.class));
            Assertions.assertThat(grant.approvers().getFirst().evidence()).hasSize(1);
        }
    }

    @Test
    void withoutTheLoginALinkDecidesNothing() {
        var action = Held.hold(AnAction.deletingARepository());
        try (var ada = Visit.by("ada")) {
            ada.page().navigate("/actions/" + action + "?login=fresh");

            assertThat(ada.heading("The login does not fit")).isVisible();
            Assertions.assertThat(Person.ada().sees(action).getString("state")).isEqualTo("PENDING");
        }
    }

    @Test
    void whenAuth0FailsOnTheWayBackNothingIsDecided() {
        var action = Held.hold(AnAction.deletingARepository());
        try (var ada = Visit.by("ada").open(action)) {
            ada.press("Approve");
            ada.press("Log in and approve");
            ada.logIn();
            given().contentType(ContentType.JSON)
                    .body("{\"status\":503,\"calls\":1,\"grantType\":\"authorization_code\"}")
                    .post(LocalStackResource.installation().issuer() + "__local/faults")
                    .then()
                    .statusCode(204);
            ada.giveCode();

            assertThat(ada.text("Auth0 does not answer right now. Nothing was decided."))
                    .isVisible();
            assertThat(ada.text("To the inbox")).isVisible();
            Assertions.assertThat(Person.ada().sees(action).getString("state")).isEqualTo("PENDING");
        }
    }
}
