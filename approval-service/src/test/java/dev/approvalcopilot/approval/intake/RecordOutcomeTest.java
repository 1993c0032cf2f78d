package dev.approvalcopilot.approval.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.endsWith;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.approvalcopilot.approval.testing.AnAction;
import dev.approvalcopilot.approval.testing.Person;
import dev.approvalcopilot.approval.testing.Reviews;
import dev.approvalcopilot.approval.testing.Topics;
import dev.approvalcopilot.contracts.action.Action;
import dev.approvalcopilot.contracts.event.ActionDecided;
import dev.approvalcopilot.contracts.event.ActionExecuted;
import dev.approvalcopilot.contracts.event.ActionRef;
import dev.approvalcopilot.contracts.event.GrantIssued;
import dev.approvalcopilot.contracts.event.SecurityEvent;
import dev.approvalcopilot.contracts.json.Digest;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class RecordOutcomeTest {
    private static ActionRef approved() {
        var message = AnAction.postingAMessage();
        Topics.send(message.build());
        Person.ada().approves(message.id()).then().statusCode(200);
        return Topics.await1(message.id(), ActionDecided.Approved.class).action();
    }

    @Test
    void followsTheCallToItsEnd() {
        var action = approved();
        Topics.send(new ActionExecuted.Dispatching(action, Instant.now().plusSeconds(30), Instant.now()));
        Person.ada().sees(action.id(), "DISPATCHING");
        var result = JsonNodeFactory.instance.objectNode().put("ts", "1700000000.000100");
        Topics.send(new ActionExecuted.Succeeded(action, result, Instant.now()));

        var seen = Person.ada().sees(action.id(), "SUCCEEDED");

        assertThat(seen.getString("outcome.result.ts")).isEqualTo("1700000000.000100");
        assertThat(seen.getString("outcome.dispatchedAt")).isNotNull();
    }

    @Test
    void keepsTheReasonOfARefusal() {
        var action = approved();
        Topics.send(new ActionExecuted.Refused(action, "not_connected", "No account is connected.", Instant.now()));

        var seen = Person.ada().sees(action.id(), "REFUSED");

        assertThat(seen.getString("outcome.code")).isEqualTo("not_connected");
        assertThat(seen.getString("outcome.detail")).isEqualTo("No account is connected.");
    }

    @Test
    void aNulInAResultStopsNothing() {
        var action = approved();
        var result = JsonNodeFactory.instance.objectNode().put("text", "a\u0000b");
        Topics.send(new ActionExecuted.Succeeded(action, result, Instant.now()));

        assertThat(Person.ada().sees(action.id(), "SUCCEEDED").getString("outcome.result.text"))
                .isEqualTo("a\u0000b");
    }

    @Test
    void neverGoesBack() {
        var action = approved();
        Topics.send(new ActionExecuted.Unknown(action, "Sent, no answer.", Instant.now()));
        Person.ada().sees(action.id(), "UNKNOWN");
        Topics.send(new ActionExecuted.Dispatching(action, Instant.now(), Instant.now()));
        Topics.send(new ActionExecuted.Failed(action, "500", Instant.now()));
        var other = approved();
        Topics.send(new ActionExecuted.Failed(other, "channel_not_found", Instant.now()));
        Person.ada().sees(other.id(), "FAILED");

        assertThat(Person.ada().sees(action.id()).getString("state")).isEqualTo("UNKNOWN");
    }

    @Test
    void aFailureSaysWhatThePersonCanDoAboutIt() {
        var action = approved();
        var reconnect =
                "GitHub no longer accepts the token. Reconnect GitHub at https://copilot.example/accounts and ask again.";
        Topics.send(new ActionExecuted.Failed(action, "provider_401", reconnect, Instant.now()));

        var seen = Person.ada().sees(action.id(), "FAILED");

        assertThat(seen.getString("outcome.code")).isEqualTo("provider_401");
        assertThat(seen.getString("outcome.detail")).isEqualTo(reconnect);
    }

    private static ActionRef pending() {
        var message = AnAction.postingAMessage();
        Topics.send(message.build());
        return Topics.await1(message.id(), ActionDecided.Pending.class).action();
    }

    @Test
    void whatSomebodyElseSpentCanNoLongerBeApproved() {
        var action = pending();
        var body = Person.approval(Person.ada().sees(action.id()));
        Topics.send(new ActionExecuted.Refused(action, "presence_missing", "A login is missing.", Instant.now()));

        var seen = Person.ada().sees(action.id(), "REFUSED");
        assertThat(Topics.await1(action.id(), SecurityEvent.class).code()).isEqualTo("outcome_without_approval");
        assertThat(seen.getString("decision")).isNull();
        Person.ada()
                .decides(action.id(), body, "key")
                .then()
                .statusCode(409)
                .body("type", endsWith(":already_decided"));
        assertThat(Topics.seen(action.id(), GrantIssued.class)).isEmpty();
    }

    @Test
    void anOutcomeThatOvertakesItsActionIsNotForgotten() {
        var message = AnAction.postingAMessage();
        var classified = message.build();
        var bytes = classified.proposal().action();
        var action = ActionRef.of(Action.read(bytes), bytes.digest());
        Topics.send(new ActionExecuted.Refused(action, "presence_missing", "A login is missing.", Instant.now()));
        assertThat(Topics.await1(action.id(), SecurityEvent.class).code()).isEqualTo("outcome_of_unknown_action");
        Topics.send(classified);

        assertThat(Person.ada().sees(action.id(), "REFUSED").getString("outcome.code"))
                .isEqualTo("presence_missing");
        Person.ada().approves(action.id()).then().statusCode(409);
    }

    @Test
    void whatRanWithoutAnApprovalIsShownAndReported() {
        var action = pending();
        Topics.send(new ActionExecuted.Dispatching(action, Instant.now().plusSeconds(30), Instant.now()));
        Topics.send(new ActionExecuted.Succeeded(action, JsonNodeFactory.instance.objectNode(), Instant.now()));

        assertThat(Person.ada().sees(action.id(), "SUCCEEDED").getString("decision"))
                .isNull();
        assertThat(Topics.await1(action.id(), SecurityEvent.class).code()).isEqualTo("outcome_without_approval");
    }

    @Test
    void whatRanInSpiteOfARejectionIsShownWithIt() {
        var action = pending();
        Person.ada().rejects(action.id(), "no").then().statusCode(200);
        Topics.send(new ActionExecuted.Unknown(action, "Sent, no answer.", Instant.now()));

        assertThat(Person.ada().sees(action.id(), "UNKNOWN").getString("decision.verdict"))
                .isEqualTo("REJECTED");
    }

    @Test
    void anApprovalWhoseActionWasUsedUpEnds() {
        var action = approved();
        Topics.send(new ActionExecuted.Refused(
                action, "action_already_used", "The action was already claimed.", Instant.now()));

        assertThat(Person.ada().sees(action.id(), "REFUSED").getString("outcome.code"))
                .isEqualTo("action_already_used");
    }

    @Test
    void anOutcomeOfAnotherDigestIsReportedAndIgnored() {
        var action = approved();
        Topics.send(new ActionExecuted.Failed(with(action, Reviews.digest("other")), "404", Instant.now()));

        assertThat(Topics.await1(action.id(), SecurityEvent.class).code()).isEqualTo("outcome_of_unknown_action");
        assertThat(Person.ada().sees(action.id()).getString("state")).isEqualTo("APPROVED");
    }

    private static ActionRef with(ActionRef ref, Digest digest) {
        UUID id = ref.id();
        return new ActionRef(id, digest, ref.run(), ref.principal(), ref.agent(), ref.tool());
    }
}
