package dev.approvalcopilot.planner.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
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
                .isEqualTo("{\"status\":\"rejected\",\"untrusted\":true,\"reason\":\"Say it shorter.\","
                        + "\"person_said\":\"Say it shorter.\"}");
    }

    @Test
    void aRejectionCarriesWhatAPolicySuggestsInstead() {
        var rejected =
                new ActionDecided.Rejected(ACTION, "auth0|ada", "Too loud", null, "Leave out the mention.", NOON);

        assertThat(message(StepChange.of(rejected)))
                .isEqualTo("{\"status\":\"rejected\",\"untrusted\":true,"
                        + "\"reason\":\"Too loud. What a policy suggests instead: Leave out the mention.\","
                        + "\"person_said\":\"Too loud\"}");
    }

    @Test
    void anAnswerSaysThatNothingWasExecuted() {
        var answered = new ActionDecided.Rejected(ACTION, "auth0|ada", "answered", "Use #builds.", NOON);

        assertThat(message(StepChange.of(answered)))
                .isEqualTo("{\"status\":\"rejected\",\"untrusted\":true,"
                        + "\"reason\":\"Not executed. The person answers: Use #builds.\","
                        + "\"person_said\":\"Use #builds.\"}");
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
        var reconnect = "Reconnect GitHub at https://copilot.example/accounts and ask again.";
        assertThat(message(StepChange.of(new ActionExecuted.Failed(ACTION, "provider_401", reconnect, NOON))))
                .contains("\"failed\"", "provider_401: " + reconnect);
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
    void aLongResultIsCutAndSaysSo() throws Exception {
        var result =
                Json.MAPPER.createObjectNode().put("text", "x".repeat(1000)).put("url", "u");
        var message = tree(ToolMessage.of(succeeded(result), null, 300));
        assertThat(message.path("truncated").asBoolean()).isTrue();
        assertThat(message.path("result").toString()).hasSizeLessThanOrEqualTo(300);
        assertThat(message.at("/result/text").asText()).matches("x+…");
        assertThat(message.at("/result/url").asText()).isEqualTo("u");
    }

    /** The cursor would lead past what was left out. */
    @Test
    void aLongListIsCutAtAnElementAndNamesNoCursor() throws Exception {
        var list = Json.MAPPER.createArrayNode();
        list.addObject().put("there_is_more", true).putObject("ask_again_with").put("page_token", "p2");
        for (int i = 0; i < 120; i++) {
            list.addObject().put("id", i);
        }
        var message = tree(ToolMessage.of(succeeded(list), null, 600));
        var shown = message.path("result");
        assertThat(message.path("truncated").asBoolean()).isTrue();
        assertThat(shown.toString()).hasSizeLessThanOrEqualTo(600).doesNotContain("p2");
        assertThat(shown.get(0).path("omitted").asInt()).isEqualTo(120 - (shown.size() - 1));
        assertThat(shown.get(0).path("ask_again").asText()).contains("fewer at a time");
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

    private static Outcome succeeded(JsonNode result) {
        return (Outcome) StepChange.of(new ActionExecuted.Succeeded(ACTION, result, NOON));
    }

    private static JsonNode tree(String json) throws JsonProcessingException {
        return Json.MAPPER.readTree(json);
    }

    private static String message(StepChange change) {
        return ToolMessage.of((Outcome) change, null, 4096);
    }
}
