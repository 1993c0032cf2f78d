package dev.approvalcopilot.approval.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import dev.approvalcopilot.approval.testing.AnAction;
import dev.approvalcopilot.approval.testing.Edits;
import dev.approvalcopilot.approval.testing.Person;
import dev.approvalcopilot.approval.testing.Topics;
import dev.approvalcopilot.contracts.event.ActionDecided;
import io.quarkus.test.junit.QuarkusTest;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

@QuarkusTest
class EditPagesTest {
    @Test
    void anEditBecomesANewActionThatShowsOldBesideNew() {
        var action = Held.hold(AnAction.postingAMessage());
        try (var ada = Visit.by("ada").open(action)) {
            ada.page().locator("#decision").getByText("Edit").click();
            ada.page().getByLabel("channel").fill("#builds");
            noViolation(ada);
            ada.screenshot("edit");
            ada.press("Change the call");
            assertThat(ada.heading("Changed. Another action takes its place, nothing runs from this one"))
                    .isVisible();

            var successor =
                    Topics.await1(action, ActionDecided.Superseded.class).successor();
            Topics.send(Edits.classified(Edits.sent(successor)));
            Topics.await1(successor, ActionDecided.Pending.class);
            ada.text("open it").click();

            assertThat(ada.heading("What you changed")).isVisible();
            assertThat(ada.page().locator("table tbody tr")).hasCount(1);
            assertThat(ada.page().locator("table tbody")).containsText("#general");
            assertThat(ada.page().locator("table tbody")).containsText("#builds");
            noViolation(ada);
            ada.screenshot("edited");
        }
    }

    @Test
    void whatDoesNotFitIsShownAgainWithItsFault() {
        var action = Held.hold(AnAction.postingAMessage());
        try (var ada = Visit.by("ada").open(action)) {
            ada.page().locator("#decision").getByText("Edit").click();
            ada.page().getByLabel("channel").fill("");
            ada.press("Change the call");

            assertThat(ada.heading("Nothing was changed")).isVisible();
            assertThat(ada.page().locator("[aria-invalid=true]")).hasCount(1);
            noViolation(ada);
            Assertions.assertThat(Person.ada().sees(action).getString("state")).isEqualTo("PENDING");
        }
    }

    @Test
    void anAnswerRunsNothing() {
        var action = Held.hold(AnAction.postingAMessage());
        try (var ada = Visit.by("ada").open(action)) {
            ada.page().locator("details.answer > summary").click();
            noViolation(ada);
            ada.page().getByLabel("Your answer").fill("The channel is #builds.");
            ada.press("Send the answer");

            assertThat(ada.heading("Answered. Nothing runs")).isVisible();
            Assertions.assertThat(
                            Topics.await1(action, ActionDecided.Rejected.class).answer())
                    .isEqualTo("The channel is #builds.");
        }
    }

    @Test
    void anAnswerNeedsWords() {
        var action = Held.hold(AnAction.postingAMessage());
        try (var ada = Visit.by("ada").open(action)) {
            ada.page().locator("details.answer > summary").click();
            ada.press("Send the answer");

            assertThat(ada.heading("An answer needs words")).isVisible();
            assertThat(ada.page().getByLabel("Your answer")).isVisible();
        }
    }

    private static void noViolation(Visit visit) {
        var violations = new AxeBuilder(visit.page()).analyze().getViolations();
        Assertions.assertThat(violations).as(violations.toString()).isEmpty();
    }
}
