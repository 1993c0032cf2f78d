package dev.approvalcopilot.gateway.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.approvalcopilot.contracts.event.ActionExecuted;
import dev.approvalcopilot.contracts.event.ActionRef;
import dev.approvalcopilot.contracts.json.Digest;
import dev.approvalcopilot.contracts.json.Json;
import dev.approvalcopilot.gateway.grant.RefusalCode;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class OutcomeTest {

    private static final ActionRef ACTION = new ActionRef(
            UUID.fromString("0198f3a0-0000-7000-8000-000000000001"),
            Digest.of(new byte[] {1}),
            UUID.fromString("0198f3a0-0000-7000-8000-000000000002"),
            "auth0|ada",
            "planner",
            "github.create_issue");
    private static final Instant AT = Instant.parse("2026-11-24T10:00:00Z");
    private static final JsonNode RESULT = Json.MAPPER.createObjectNode().put("number", 7);

    static Stream<Arguments> saysTheSameAsStateAsWordAndAsEvent() {
        return Stream.of(
                Arguments.of(
                        new Outcome.Succeeded(RESULT),
                        State.SUCCEEDED,
                        "",
                        new ActionExecuted.Succeeded(ACTION, RESULT, AT)),
                Arguments.of(
                        new Outcome.Failed("404 Not Found"),
                        State.FAILED,
                        "404 Not Found",
                        new ActionExecuted.Failed(ACTION, "404 Not Found", AT)),
                Arguments.of(
                        new Outcome.Refused(RefusalCode.NOT_CONNECTED, "Connect GitHub."),
                        State.REFUSED,
                        "not_connected",
                        new ActionExecuted.Refused(ACTION, "not_connected", "Connect GitHub.", AT)),
                Arguments.of(
                        new Outcome.Unknown("Sent at ten."),
                        State.UNKNOWN,
                        "",
                        new ActionExecuted.Unknown(ACTION, "Sent at ten.", AT)));
    }

    @ParameterizedTest
    @MethodSource
    void saysTheSameAsStateAsWordAndAsEvent(Outcome outcome, State state, String word, ActionExecuted event) {
        assertThat(outcome.state()).isEqualTo(state);
        assertThat(outcome.word()).isEqualTo(word);
        assertThat(outcome.event(ACTION, AT)).isEqualTo(event);
    }
}
