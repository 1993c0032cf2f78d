package dev.approvalcopilot.approval.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import dev.approvalcopilot.approval.testing.AnAction;
import dev.approvalcopilot.approval.testing.Person;
import dev.approvalcopilot.contracts.event.ActionClassified.Escalation;
import dev.approvalcopilot.contracts.event.ActionClassified.Waiting;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/** What stands beside the buttons, and follows by itself. Bob is in the group security. */
@QuarkusTest
class WhileWaitingPagesTest {
    @Test
    void anOpenPageFollowsWhatOthersApproveAndWhoLooksAtIt() {
        var action = Held.hold(AnAction.postingAMessage().needing(2).fromGroups("security"));
        try (var bob = Visit.by("bob").open(action);
                var ada = Visit.by("ada").open(action)) {
            bob.live();
            ada.live();
            assertThat(bob.page().locator("#decision")).containsText("0 of 2 approvals");

            ada.press("Tell the others that you look at it");
            assertThat(ada.text("You are looking at it since")).isVisible();
            assertThat(bob.page().locator(".around")).containsText("is looking at it since");
            assertThat(bob.text("You may decide all the same.")).isVisible();
            noViolation(bob);
            noViolation(ada);
            ada.press("Let it go");
            assertThat(bob.text("is looking at it since")).hasCount(0);

            Person.ada().approves(action).then().statusCode(200);
            assertThat(bob.page().locator("#decision")).containsText("1 of 2 approvals");
        }
    }

    @Test
    void aRowOfTheListFollowsToo() {
        var run = UUID.randomUUID();
        var action = Held.hold(AnAction.postingAMessage().inRun(run).needing(2).fromGroups("security"));
        try (var bob = Visit.by("bob")) {
            bob.page().navigate("/?show=team&run=" + run);
            bob.live();
            var row = bob.page().locator("#row-" + action);
            assertThat(row).containsText("0 of 2 approvals");

            Person.ada().approves(action).then().statusCode(200);
            assertThat(row).containsText("1 of 2 approvals");
            Person.ada()
                    .asks()
                    .contentType("application/json")
                    .post("/api/actions/{id}/claim", action)
                    .then()
                    .statusCode(200);
            assertThat(row).containsText("auth0|ada is looking at it");
            bob.page().reload();
            assertThat(row).containsText("1 of 2 approvals");
            assertThat(row).containsText("auth0|ada is looking at it");
        }
    }

    @Test
    void aListOfTheGroupsSaysWhatIsNew() {
        try (var bob = Visit.by("bob")) {
            bob.page().navigate("/?show=team");
            bob.live();

            Held.hold(AnAction.postingAMessage().fromGroups("security"));

            assertThat(bob.page().locator(".news")).containsText("new, show");
        }
    }

    @Test
    void whoIsExcludedIsToldWhoMustDecideAndWhatTheAgentWillHear() {
        var action = Held.hold(AnAction.postingAMessage()
                .fromGroups("security")
                .excludingTheRequester()
                .withAnAlternative("Post it without the mention."));
        try (var ada = Visit.by("ada").open(action)) {
            assertThat(ada.text("A policy wants others to approve what your agent does here: one of security."))
                    .isVisible();
            assertThat(ada.page().locator("button.approve")).hasCount(0);
            assertThat(ada.page().locator("details.reject")).hasCount(1);
            assertThat(ada.text("Post it without the mention.")).isVisible();
            noViolation(ada);
        }
    }

    @Test
    void saysWhenItIsPassedOnAndToWhom() {
        var action = Held.hold(AnAction.postingAMessage()
                .waiting(new Waiting(
                        Duration.ofHours(1), new Escalation(Duration.ofHours(4), List.of("leads")), false)));
        try (var ada = Visit.by("ada").open(action)) {
            assertThat(ada.page().locator(".around")).containsText("Reminder at");
            assertThat(ada.page().locator(".around")).containsText("Goes to leads at");
            noViolation(ada);
        }
    }

    @Test
    void aPersonSaysWhenTheyAreAwayAndComesBack() {
        try (var bob = Visit.by("bob")) {
            bob.page().navigate("/settings");
            bob.page().locator("#absence-until").fill("2001-01-01T00:00");
            bob.press("Set it");
            assertThat(bob.heading("That is no time to be out of office")).isVisible();
            noViolation(bob);

            bob.page().locator("#absence-until").fill("2099-01-01T00:00");
            bob.page().locator("#absence-from").fill("2098-12-31T00:00");
            bob.page().locator("#absence-note").fill("Ask Ada.");
            bob.press("Set it");
            assertThat(bob.text("You have said when you will be out of office."))
                    .isVisible();
            noViolation(bob);
            bob.press("I will not be away");
            assertThat(bob.text("You have said when")).hasCount(0);
        }
    }

    private static void noViolation(Visit visit) {
        var violations = new AxeBuilder(visit.page()).analyze().getViolations();
        Assertions.assertThat(violations).as(violations.toString()).isEmpty();
    }
}
