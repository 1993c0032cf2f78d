package dev.approvalcopilot.approval.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.approvalcopilot.approval.testing.AnAction;
import dev.approvalcopilot.approval.testing.Person;
import dev.approvalcopilot.approval.testing.Topics;
import dev.approvalcopilot.contracts.event.ActionDecided;
import dev.approvalcopilot.contracts.event.ActionExecuted;
import dev.approvalcopilot.contracts.event.ActionRef;
import dev.approvalcopilot.contracts.event.SecurityEvent;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/** Ada's messages, approved; the gateway says nothing. */
@QuarkusTest
class MissOutcomesTest {
    @Inject
    Jdbi jdbi;

    @Inject
    MissOutcomes miss;

    private static ActionRef approved() {
        var message = AnAction.postingAMessage();
        Topics.send(message.build());
        Person.ada().approves(message.id()).then().statusCode(200);
        return Topics.await1(message.id(), ActionDecided.Approved.class).action();
    }

    private void letTheGrantEnd(ActionRef action, Duration ago) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        update approvals set grant_ends_at = clock_timestamp() - make_interval(secs => :ago) where id = :id""")
                .bind("ago", ago.toSeconds())
                .bind("id", action.id())
                .execute());
    }

    private ActionRef missing() {
        var action = approved();
        letTheGrantEnd(action, Duration.ofMinutes(4));
        Person.ada().sees(action.id(), "UNKNOWN");
        return action;
    }

    @Test
    void anApprovalWithoutAReportEndsAsSomethingThatMayHaveHappened() {
        var action = missing();

        var seen = Person.ada().sees(action.id());
        assertThat(seen.getString("outcome.code")).isEqualTo("outcome_missing");
        assertThat(seen.getString("decision.verdict")).isEqualTo("APPROVED");
        assertThat(seen.getString("decision.grantEndsAt")).isNotNull();
        assertThat(Topics.await1(action.id(), ActionDecided.OutcomeMissing.class)
                        .action())
                .isEqualTo(action);
        assertThat(Topics.await1(action.id(), SecurityEvent.class).code()).isEqualTo("outcome_missing");
    }

    @Test
    void aCallThatWasBegunAndNeverReportedEndsTheSameWay() {
        var action = approved();
        Topics.send(new ActionExecuted.Dispatching(action, Instant.now().plusSeconds(30), Instant.now()));
        Person.ada().sees(action.id(), "DISPATCHING");
        letTheGrantEnd(action, Duration.ofMinutes(4));

        assertThat(Person.ada().sees(action.id(), "UNKNOWN").getString("outcome.code"))
                .isEqualTo("outcome_missing");
    }

    @Test
    void theReportOfACallThatBeganInTimeMayStillBeOnItsWay() {
        var action = approved();
        letTheGrantEnd(action, Duration.ofMinutes(2));

        miss.missOneBatch();

        assertThat(Person.ada().sees(action.id()).getString("state")).isEqualTo("APPROVED");
    }

    @Test
    void aReportThatComesLateReplacesIt() {
        var action = missing();
        Topics.send(new ActionExecuted.Succeeded(action, JsonNodeFactory.instance.objectNode(), Instant.now()));

        var seen = Person.ada().sees(action.id(), "SUCCEEDED");

        assertThat(seen.getString("outcome.code")).isNull();
    }

    @Test
    void aLateReportReplacesWhatAPersonSettledAndAContraryOneIsReported() {
        var action = missing();
        Person.ada()
                .asks()
                .contentType("application/json")
                .body(Map.of("happened", false, "note", "Not in the channel."))
                .post("/api/actions/{id}/reconciliation", action.id())
                .then()
                .statusCode(200);
        Topics.send(new ActionExecuted.Unknown(action, "Sent, no answer.", Instant.now()));
        Topics.send(new ActionExecuted.Succeeded(action, JsonNodeFactory.instance.objectNode(), Instant.now()));

        assertThat(Person.ada().sees(action.id(), "SUCCEEDED").getString("reconciliation"))
                .isNull();
        assertThat(Topics.seen(action.id(), SecurityEvent.class).map(SecurityEvent::code))
                .contains("outcome_missing");
        Topics.awaitCode(action.id(), "settled_otherwise");
    }

    @Test
    void whatTheGatewayReportedAsUnknownStaysAPersonsToSettle() {
        var action = missing();
        Topics.send(new ActionExecuted.Unknown(action, "Sent, no answer.", Instant.now()));
        await().untilAsserted(() -> assertThat(Person.ada().sees(action.id()).getString("outcome.detail"))
                .isEqualTo("Sent, no answer."));
        Topics.send(new ActionExecuted.Failed(action, "500", Instant.now()));
        var next = approved();
        Topics.send(new ActionExecuted.Failed(next, "channel_not_found", Instant.now()));
        Person.ada().sees(next.id(), "FAILED");

        assertThat(Person.ada().sees(action.id()).getString("state")).isEqualTo("UNKNOWN");
    }
}
