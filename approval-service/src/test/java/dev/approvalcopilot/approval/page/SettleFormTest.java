package dev.approvalcopilot.approval.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import dev.approvalcopilot.approval.testing.AnAction;
import dev.approvalcopilot.approval.testing.Person;
import dev.approvalcopilot.approval.testing.Topics;
import dev.approvalcopilot.contracts.event.ActionDecided;
import dev.approvalcopilot.contracts.event.ActionExecuted;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SettleFormTest {
    private static final String SEND_WITHOUT_TOKEN = """
            async (path) => {
                const answer = await fetch(path, { method: 'POST', body: new URLSearchParams({ happened: 'yes' }) });
                return { status: answer.status };
            }""";

    private static UUID unknown() {
        var id = Held.hold(AnAction.postingAMessage());
        Person.ada().approves(id).then().statusCode(200);
        var action = Topics.await1(id, ActionDecided.Approved.class).action();
        Topics.send(new ActionExecuted.Dispatching(action, Instant.now().plusSeconds(30), Instant.now()));
        Topics.send(new ActionExecuted.Unknown(action, "It was sent to slack.com, no answer came.", Instant.now()));
        Person.ada().sees(id, "UNKNOWN");
        return id;
    }

    @Test
    void saysWhatIsKnownAndTakesThePersonsWord() {
        var action = unknown();
        try (var ada = Visit.by("ada").open(action)) {
            assertThat(ada.heading("It may have happened")).isVisible();
            var facts = ada.page().locator(".uncertain");
            assertThat(facts).containsText("Post a message in #general");
            assertThat(facts).containsText("It was sent to slack.com, no answer came.");
            assertThat(facts).containsText("at Slack");
            assertThat(facts.locator("time")).hasCount(1);
            Assertions.assertThat(new AxeBuilder(ada.page()).analyze().getViolations())
                    .isEmpty();
            ada.screenshot("unknown");

            ada.page()
                    .getByLabel("It happened", new com.microsoft.playwright.Page.GetByLabelOptions().setExact(true))
                    .check();
            ada.page().getByLabel("A note for the record").fill("It stands in #general.");
            ada.press("Settle it");

            assertThat(ada.heading("Settled: it happened")).isVisible();
            assertThat(ada.text("It stands in #general.")).isVisible();
            assertThat(ada.page().locator("form.settle")).hasCount(0);
        }
        Assertions.assertThat(
                        Topics.await1(action, ActionDecided.Reconciled.class).note())
                .isEqualTo("It stands in #general.");
    }

    @Test
    void aTabThatStandsSeesTheCallBecomeUnknownAndSettled() {
        var id = Held.hold(AnAction.postingAMessage());
        try (var ada = Visit.by("ada").open(id)) {
            ada.live();
            Person.ada().approves(id).then().statusCode(200);
            var action = Topics.await1(id, ActionDecided.Approved.class).action();
            Topics.send(new ActionExecuted.Unknown(action, "No answer came.", Instant.now()));
            assertThat(ada.page().locator("form.settle")).isVisible();

            Person.ada()
                    .asks()
                    .contentType("application/json")
                    .body(Map.of("happened", false))
                    .post("/api/actions/{id}/reconciliation", id)
                    .then()
                    .statusCode(200);
            assertThat(ada.heading("Settled: it did not happen")).isVisible();
        }
    }

    @Test
    void asksForAWord() {
        var action = unknown();
        try (var ada = Visit.by("ada").open(action)) {
            ada.page().getByLabel("A note for the record").fill("I do not know yet.");
            ada.press("Settle it");

            assertThat(ada.heading("Say what you found")).isVisible();
            assertThat(ada.page().getByLabel("A note for the record")).hasValue("I do not know yet.");
            Assertions.assertThat(Person.ada().sees(action).getString("state")).isEqualTo("UNKNOWN");
        }
    }

    @Test
    void aFormFromElsewhereSettlesNothing() {
        var action = unknown();
        try (var ada = Visit.by("ada")) {
            ada.page().navigate("/");
            var answer = (Map<?, ?>) ada.page().evaluate(SEND_WITHOUT_TOKEN, "/actions/" + action + "/settle");

            Assertions.assertThat(answer.get("status")).isEqualTo(400);
            Assertions.assertThat(Person.ada().sees(action).getString("state")).isEqualTo("UNKNOWN");
        }
    }

    @Test
    void saysThatNobodyApprovedWhatCameWithoutAnApproval() {
        var id = Held.hold(AnAction.postingAMessage());
        var action = Topics.await1(id, ActionDecided.Pending.class).action();
        Topics.send(new ActionExecuted.Refused(action, "level_too_low", "The grant says too little.", Instant.now()));
        Person.ada().sees(id, "REFUSED");
        try (var ada = Visit.by("ada").open(id)) {
            assertThat(ada.heading("Refused by the gateway")).isVisible();
            assertThat(ada.text("Nobody approved this here")).isVisible();
            assertThat(ada.page().locator("button.approve")).hasCount(0);
            assertThat(ada.page().locator(".steps")).not().containsText("approved");
        }
    }
}
