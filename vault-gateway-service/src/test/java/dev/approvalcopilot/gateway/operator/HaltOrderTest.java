package dev.approvalcopilot.gateway.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.approvalcopilot.contracts.event.HaltScope;
import dev.approvalcopilot.contracts.manifest.ToolCatalog;
import dev.approvalcopilot.gateway.ledger.SeenNames;
import dev.approvalcopilot.support.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
                "agent:two words",
                "agent:https://agent.acme.test/x",
                "agent:bob@agents.acme.test",
                "person:auth0|ada",
                "person:samlp|acme|Jane Doe"
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
                "agent: indented",
                "agent:line\nbreak",
                "agent:\u202Ereversed"
            })
    void refusesWhatWouldStopNothing(String scope) {
        assertThatThrownBy(() -> existing(scope))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.problem()).isEqualTo(OperatorProblem.UNKNOWN_SCOPE));
    }

    @ParameterizedTest
    @CsvSource({
        "tool:slack.post_mesage, Do you mean slack.post_message",
        "connection:googleoauth2, Do you mean google-oauth2?",
    })
    void saysWhichNamesAreNear(String scope, String words) {
        assertThatThrownBy(() -> existing(scope))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.detail()).contains(words));
    }

    @Test
    void doubtsAHaltOfSomebodyWhoNeverActed() {
        var scope = HaltOrder.scope("person:auth0|bobb");

        assertThat(HaltOrder.doubt(scope, new SeenNames.Sight(false, List.of("auth0|bob"))))
                .contains("No action of the person auth0|bobb has come to the gateway so far. The halt stands."
                        + " Do you mean auth0|bob?");
        assertThat(HaltOrder.doubt(scope, new SeenNames.Sight(false, List.of())))
                .contains("No action of the person auth0|bobb has come to the gateway so far. The halt stands.");
        assertThat(HaltOrder.doubt(scope, new SeenNames.Sight(true, List.of()))).isEmpty();
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
