package dev.approvalcopilot.gateway.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.approvalcopilot.contracts.event.HaltScope;
import dev.approvalcopilot.contracts.manifest.ToolCatalog;
import dev.approvalcopilot.support.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HaltOrderTest {

    private static final ToolCatalog TOOLS = ToolCatalog.load(Path.of(System.getProperty("repository.root"), "tools"));

    private static HaltScope existing(String scope) {
        return HaltOrder.existing(HaltOrder.scope(scope), TOOLS);
    }

    private static String reason(String body) {
        return HaltOrder.reason(body.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "all",
                "connection:sign-in-with-slack",
                "tool:slack.post_message",
                "agent:any-at-all",
                "person:auth0|ada"
            })
    void readsEachKindOfScope(String scope) {
        assertThat(existing(scope)).hasToString(scope);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ALL",
                "all:x",
                "everything",
                "tool:",
                "tool",
                "tool:slack.post_mesage",
                "connection:slack",
                "person:ada",
                "person:|ada",
                "agent:two words",
                "agent:line\nbreak",
                "agent:\u202Ereversed"
            })
    void refusesWhatWouldStopNothing(String scope) {
        assertThatThrownBy(() -> existing(scope))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.problem()).isEqualTo(OperatorProblem.UNKNOWN_SCOPE));
    }

    @Test
    void aReasonIsTakenAsItStands() {
        assertThat(reason("{\"reason\":\" Token leak at Slack, Grüße \"}")).isEqualTo("Token leak at Slack, Grüße");
        assertThat(reason("{\"reason\":\"" + "x".repeat(500) + "\"}")).hasSize(500);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{\"reason\":\"\"}",
                "{\"reason\":\"  \"}",
                "{\"reason\":7}",
                "{\"reason\":null}",
                "{\"reason\":\"a\",\"reason\":\"b\"}",
                "{\"reason\":\"a\",\"epoch\":0}",
                "{\"reason\":\"a\\u001b[2J\"}",
                "{\"reason\":\"a\"} trailing"
            })
    void refusesABodyThatIsNoReason(String body) {
        assertThatThrownBy(() -> reason(body)).isInstanceOf(ProblemException.class);
    }

    @Test
    void refusesALongReason() {
        assertThatThrownBy(() -> reason("{\"reason\":\"" + "x".repeat(501) + "\"}"))
                .isInstanceOf(ProblemException.class);
    }
}
