package dev.approvalcopilot.approval.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import dev.approvalcopilot.approval.testing.AnAction;
import dev.approvalcopilot.approval.testing.Person;
import io.quarkus.test.junit.QuarkusTest;
import java.util.UUID;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/** Bob is in the group security. */
@QuarkusTest
class TeamPagesTest {
    @Test
    void aMemberOfTheGroupFindsItSeesWhoIsMissingAndIsSentToLogIn() {
        var run = UUID.randomUUID();
        var action = Held.hold(AnAction.postingAMessage().inRun(run).needing(2).fromGroups("security"));
        Person.ada().approves(action).then().statusCode(200);
        try (var bob = Visit.by("bob")) {
            bob.page().navigate("/?show=team&run=" + run);
            assertThat(bob.heading("Waiting for your groups")).isVisible();
            noViolation(bob);
            assertThat(bob.page().locator("#row-" + action)).containsText("for auth0|ada");
            bob.page().locator("#row-" + action + " a").first().click();

            assertThat(bob.page().locator("#decision")).containsText("1 of 2 approvals, needs one of security");
            assertThat(bob.text("The agent acts for auth0|ada, not for you.")).isVisible();
            assertThat(bob.page().locator("#decision").getByText("Edit")).hasCount(0);
            noViolation(bob);
            bob.press("Approve");
            assertThat(bob.heading("One more step: log in again")).isVisible();
        }
    }

    @Test
    void whoHasApprovedIsToldWhoIsMissing() {
        var action = Held.hold(AnAction.postingAMessage().needing(2).fromGroups("security"));
        try (var ada = Visit.by("ada").open(action)) {
            ada.press("Approve");

            assertThat(ada.text(
                            "You have approved this. It waits for others: 1 of 2 approvals, needs one of security."))
                    .isVisible();
            assertThat(ada.page().locator("button.approve")).hasCount(0);
        }
    }

    private static void noViolation(Visit visit) {
        var violations = new AxeBuilder(visit.page()).analyze().getViolations();
        Assertions.assertThat(violations).as(violations.toString()).isEmpty();
    }
}
