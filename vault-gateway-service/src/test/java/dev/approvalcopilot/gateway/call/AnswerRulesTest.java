package dev.approvalcopilot.gateway.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvalcopilot.contracts.json.Json;
import dev.approvalcopilot.contracts.manifest.ToolCatalog;
import dev.approvalcopilot.contracts.manifest.ToolManifest;
import dev.approvalcopilot.gateway.call.CallOutcome.Failed;
import dev.approvalcopilot.gateway.call.CallOutcome.Succeeded;
import dev.approvalcopilot.gateway.call.CallOutcome.TurnedAway;
import dev.approvalcopilot.gateway.call.CallOutcome.Unsettled;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerRulesTest {

    private static final ToolCatalog TOOLS = ToolCatalog.load(Path.of(System.getProperty("repository.root"), "tools"));
    private static final ToolManifest WRITE = tool("github.create_issue");
    private static final ToolManifest READ = tool("github.list_issues");
    private static final ToolManifest SLACK = tool("slack.post_message");

    private static ToolManifest tool(String name) {
        return TOOLS.find(name).orElseThrow().manifest();
    }

    private static CallOutcome judge(int status, String body, ToolManifest tool) {
        return AnswerRules.judge(new RawAnswer.Answered(status, body, Duration.ofSeconds(7)), tool);
    }

    @Test
    void a2xxSucceedsWithTheReducedResult() throws Exception {
        var outcome = judge(201, "{\"number\":7,\"title\":\"t\",\"secret\":\"s\"}", WRITE);

        assertThat(outcome).isEqualTo(new Succeeded(Json.MAPPER.readTree("{\"number\":7,\"title\":\"t\"}")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no JSON", "[]", "null"})
    void a2xxWithoutAUsableBodySucceedsAllTheSame(String body) {
        assertThat(judge(204, body, WRITE)).isInstanceOf(Succeeded.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 504, 520, 599, 408})
    void afterTheWorkMayHaveBegunAWriteIsUnsettledAndAReadFailed(int status) {
        assertThat(judge(status, "{}", WRITE)).isInstanceOf(Unsettled.class);
        assertThat(judge(status, "{}", READ)).isEqualTo(new Failed(Integer.toString(status)));
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 307, 400, 403, 404, 409, 422, 429, 501, 503})
    void whatWasTurnedAwayFailed(int status) {
        assertThat(judge(status, "", WRITE)).isEqualTo(new Failed(Integer.toString(status)));
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 503})
    void aReadThatWasTurnedAwayMayBeAskedAgainWhenTheProviderSays(int status) {
        assertThat(judge(status, "", READ)).isEqualTo(new TurnedAway(Integer.toString(status), Duration.ofSeconds(7)));
    }

    @Test
    void saysThatTheTokenWasNotAccepted() {
        assertThat(judge(401, "{\"message\":\"Bad credentials\"}", WRITE)).isEqualTo(new Failed("provider_401"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{\"message\":\"Not Found\"};404 Not Found",
                "{\"error\":{\"message\":\"Invalid to header\"}};404 Invalid to header",
                "{\"error\":\"nope\"};404 nope",
                "{\"message\":\"a\\r\\nb ghp_abcdefghijklmnopqrstuvwxyz0123\"};404 a  b [removed: looks like a credential]",
                "not json;404"
            })
    void carriesTheProvidersWordCutAndCleaned(String body, String code) {
        assertThat(judge(404, body, WRITE)).isEqualTo(new Failed(code));
    }

    @Test
    void cutsAWordThatIsTooLong() {
        var outcome = judge(422, "{\"message\":\"" + "x".repeat(5000) + "\"}", WRITE);

        assertThat(((Failed) outcome).code()).hasSize(100);
    }

    @Test
    void aNoInsideA200IsANo() {
        assertThat(judge(200, "{\"ok\":false,\"error\":\"channel_not_found\"}", SLACK))
                .isEqualTo(new Failed("channel_not_found"));
    }

    @Test
    void a200ThatSaysNeitherYesNorNoIsUnsettledForAWrite() {
        assertThat(judge(200, "<html>", SLACK)).isInstanceOf(Unsettled.class);
        assertThat(judge(200, "<html>", tool("slack.list_channels"))).isEqualTo(new Failed("unreadable_answer"));
    }

    @Test
    void nothingSentIsAFailureAndALostAnswerIsUnsettled() {
        assertThat(AnswerRules.judge(new RawAnswer.NotSent("provider_unreachable"), WRITE))
                .isEqualTo(new Failed("provider_unreachable"));
        assertThat(AnswerRules.judge(new RawAnswer.Lost("how"), WRITE)).isEqualTo(new Unsettled("how"));
    }
}
