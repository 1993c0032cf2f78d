package dev.approvalcopilot.planner.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvalcopilot.contracts.Ids;
import dev.approvalcopilot.contracts.action.RiskLevel;
import dev.approvalcopilot.contracts.event.ActionDecided;
import dev.approvalcopilot.contracts.event.ActionExecuted;
import dev.approvalcopilot.contracts.event.ActionRef;
import dev.approvalcopilot.contracts.json.Digest;
import dev.approvalcopilot.contracts.json.Json;
import dev.approvalcopilot.planner.outcome.StepChange.Outcome;
import dev.approvalcopilot.planner.run.StepState;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ToolMessageTest {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final ActionRef ACTION =
            new ActionRef(Ids.next(), Digest.of(new byte[0]), Ids.next(), "auth0|ada", "planner", "slack.post_message");

    @Test
    void aSuccessCarriesItsResultAsUntrusted() {
        var result = Json.MAPPER.createObjectNode().put("ts", "1.2");
        assertThat(message(StepChange.of(new ActionExecuted.Succeeded(ACTION, result, NOON))))
                .isEqualTo("{\"status\":\"succeeded\",\"untrusted\":true,\"result\":{\"ts\":\"1.2\"}}");
    }

    @Test
    void aRejectionCarriesThePersonsReason() {
        assertThat(message(StepChange.of(new ActionDecided.Rejected(ACTION, "auth0|ada", "Say it shorter.", NOON))))
                .isEqualTo("{\"status\":\"rejected\",\"untrusted\":true,\"reason\":\"Say it shorter.\"}");
    }

    @Test
    void aRejectionCarriesWhatAPolicySuggestsInstead() {
        var rejected =
                new ActionDecided.Rejected(ACTION, "auth0|ada", "Too loud", null, "Leave out the mention.", NOON);

        assertThat(message(StepChange.of(rejected)))
                .isEqualTo("{\"status\":\"rejected\",\"untrusted\":true,"
                        + "\"reason\":\"Too loud. What a policy suggests instead: Leave out the mention.\"}");
    }

    @Test
    void anAnswerSaysThatNothingWasExecuted() {
        var answered = new ActionDecided.Rejected(ACTION, "auth0|ada", "answered", "Use #builds.", NOON);

        assertThat(message(StepChange.of(answered)))
                .isEqualTo("{\"status\":\"rejected\",\"untrusted\":true,"
                        + "\"reason\":\"Not executed. The person answers: Use #builds.\"}");
    }

    @Test
    void theOutcomeOfAnEditNamesTheArgumentsThatCounted() {
        var outcome = (Outcome) StepChange.of(new ActionExecuted.Succeeded(ACTION, null, NOON));

        assertThat(ToolMessage.of(outcome, "{\"channel\":\"#builds\"}", 4096))
                .contains("\"edited_arguments\":\"{\\\"channel\\\":\\\"#builds\\\"}\"");
    }

    @Test
    void everyOtherOutcomeSaysWhatItWas() {
        assertThat(message(StepChange.of(new ActionDecided.Expired(ACTION, NOON))))
                .contains("\"expired\"");
        assertThat(message(StepChange.of(new ActionDecided.Cancelled(ACTION, "auth0|ada", NOON))))
                .contains("\"cancelled\"");
        assertThat(message(StepChange.of(new ActionExecuted.Failed(ACTION, "channel_not_found", NOON))))
                .contains("\"failed\"", "channel_not_found");
        assertThat(message(StepChange.of(new ActionExecuted.Refused(ACTION, "not_connected", "Connect it.", NOON))))
                .contains("\"refused\"", "not_connected: Connect it.");
        assertThat(message(StepChange.of(new ActionExecuted.Unknown(ACTION, "POST sent, no answer", NOON))))
                .contains("\"unknown\"", "POST sent, no answer");
        assertThat(message(
                        StepChange.of(new ActionDecided.Reconciled(ACTION, "auth0|ada", true, "My own note.", NOON))))
                .isEqualTo(
                        "{\"status\":\"reconciled\",\"untrusted\":true,\"reason\":\"A person looked: it happened.\"}");
    }

    @Test
    void aLongResultIsCutAndSaysSo() {
        var result = Json.MAPPER.createObjectNode().put("text", "x".repeat(1000));
        var message = ToolMessage.of(new Outcome(StepState.SUCCEEDED, "", java.util.Optional.of(result)), null, 300);
        assertThat(message).contains("\"truncated\":true").hasSizeLessThan(500);
    }

    @Test
    void waitingAndDispatchingAreNoOutcomes() {
        assertThat(StepChange.of(new ActionDecided.Pending(ACTION, RiskLevel.HIGH, NOON, NOON))
                        .state())
                .isEqualTo(StepState.PENDING);
        assertThat(StepChange.of(new ActionExecuted.Dispatching(ACTION, NOON, NOON)))
                .isInstanceOf(StepChange.Progress.class);
    }

    @Test
    void anActionWhosePlaceWasTakenMovesNothing() {
        var superseded = StepChange.of(new ActionDecided.Superseded(ACTION, "auth0|ada", Ids.next(), NOON));

        assertThat(StepState.values()).noneMatch(state -> state.mayBecome(superseded.state()));
    }

    private static String message(StepChange change) {
        return ToolMessage.of((Outcome) change, null, 4096);
    }
}
