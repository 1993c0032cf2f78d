package dev.approvalcopilot.contracts.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.approvalcopilot.contracts.answer.CallOutcome.Failed;
import dev.approvalcopilot.contracts.answer.CallOutcome.Moved;
import dev.approvalcopilot.contracts.answer.CallOutcome.Succeeded;
import dev.approvalcopilot.contracts.answer.CallOutcome.TokenRefused;
import dev.approvalcopilot.contracts.answer.CallOutcome.TurnedAway;
import dev.approvalcopilot.contracts.answer.CallOutcome.Unsettled;
import dev.approvalcopilot.contracts.json.Json;
import dev.approvalcopilot.contracts.manifest.ToolCatalog;
import dev.approvalcopilot.contracts.manifest.ToolManifest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerRulesTest {

    private static final ToolCatalog TOOLS =
            ToolCatalog.load(Path.of(System.getProperty("repository.root", ".."), "tools"));
    private static final ToolManifest WRITE = tool("github.create_issue");
    private static final ToolManifest READ = tool("github.list_issues");
    private static final ToolManifest SLACK = tool("slack.post_message");
    private static final ToolManifest SLACK_READ = tool("slack.list_channels");

    private static ToolManifest withoutAList(ToolManifest tool) {
        return withTheList(tool, null);
    }

    private static ToolManifest withTheList(ToolManifest tool, int status) {
        return withTheList(tool, new ToolManifest.NothingHappened(List.of(status), null));
    }

    private static ToolManifest withTheList(ToolManifest tool, ToolManifest.NothingHappened list) {
        return new ToolManifest(
                tool.name(),
                tool.title(),
                tool.version(),
                tool.description(),
                tool.connection(),
                tool.scopes(),
                tool.scopeMode(),
                tool.permissions(),
                tool.beyond(),
                tool.arguments(),
                tool.sentence(),
                tool.impact(),
                tool.effect(),
                tool.reversibility(),
                tool.riskFloor(),
                tool.request(),
                tool.builtin(),
                tool.preconditions(),
                tool.lookup(),
                tool.idempotency(),
                tool.result(),
                tool.failure(),
                list,
                tool.rules());
    }

    private static ToolManifest tool(String name) {
        return TOOLS.find(name).orElseThrow().manifest();
    }

    private static CallOutcome judge(int status, String body, ToolManifest tool) {
        return AnswerRules.judge(new RawAnswer.Answered(status, body, Map.of(), Duration.ofSeconds(7)), tool);
    }

    private static CallOutcome judge(int status, Map<String, String> headers, String body, ToolManifest tool) {
        return AnswerRules.judge(new RawAnswer.Answered(status, body, headers, Duration.ZERO), tool);
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
    @ValueSource(
            ints = {
                402, 405, 406, 408, 409, 412, 413, 418, 423, 425, 451, 499, 500, 501, 502, 503, 504, 520, 599, 300, 304,
                100
            })
    void aNoThatTheManifestDoesNotListLeavesAWriteUnsettledWhateverItsStatus(int status) {
        assertThat(judge(status, "{}", WRITE)).isInstanceOf(Unsettled.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 403, 404, 410, 422})
    void aNoThatTheManifestListsFailed(int status) {
        assertThat(judge(status, "", WRITE)).isEqualTo(new Failed(Integer.toString(status)));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 410, 422, 429})
    void aWriteWithoutAListIsUnsettledByEveryNo(int status) {
        assertThat(judge(status, "{}", withoutAList(WRITE))).isInstanceOf(Unsettled.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 403, 404, 408, 409, 422, 500, 501, 502, 504, 599})
    void aReadThatWasRefusedFailed(int status) {
        assertThat(judge(status, "{}", READ)).isEqualTo(new Failed(Integer.toString(status)));
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 503})
    void aReadThatWasTurnedAwayMayBeAskedAgainWhenTheProviderSays(int status) {
        assertThat(judge(status, "", READ)).isEqualTo(new TurnedAway(Integer.toString(status), Duration.ofSeconds(7)));
    }

    @Test
    void aWriteThatWasSurelyTurnedAwayMayBeSentAgain() {
        assertThat(judge(429, "", WRITE)).isEqualTo(new TurnedAway("429", Duration.ofSeconds(7)));
    }

    static Stream<Arguments> rateLimits() {
        return Stream.of(
                arguments("what GitHub says at the end of a limit", Map.of("x-ratelimit-remaining", "0"), "{}"),
                arguments("a time to wait", Map.of("retry-after", "30"), "{}"),
                arguments(
                        "GitHub's primary limit", Map.of(), "{\"message\":\"API rate limit exceeded for user ID 1.\"}"),
                arguments(
                        "GitHub's secondary limit",
                        Map.of("x-ratelimit-remaining", "4321"),
                        "{\"message\":\"You have exceeded a secondary rate limit. Please wait a few minutes before you try again.\"}"),
                arguments(
                        "GitHub's older words for it",
                        Map.of(),
                        "{\"message\":\"You have triggered an abuse detection mechanism. Please wait a few minutes.\"}"),
                arguments(
                        "Google's rateLimitExceeded",
                        Map.of(),
                        "{\"error\":{\"code\":403,\"errors\":[{\"domain\":\"usageLimits\",\"reason\":\"rateLimitExceeded\"}]}}"),
                arguments(
                        "Google's userRateLimitExceeded",
                        Map.of(),
                        "{\"error\":{\"errors\":[{\"reason\":\"other\"},{\"reason\":\"userRateLimitExceeded\"}]}}"),
                arguments(
                        "Google's newer form",
                        Map.of(),
                        "{\"error\":{\"details\":[{\"reason\":\"RATE_LIMIT_EXCEEDED\"}]}}"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rateLimits")
    void a403ThatIsARateLimitIsLikeA429ForReadsAndForWritesThatWereSurelyNotDone(
            String what, Map<String, String> headers, String body) {
        assertThat(judge(403, headers, body, READ)).as(what).isInstanceOf(TurnedAway.class);
        assertThat(judge(403, headers, body, WRITE)).as(what).isInstanceOf(TurnedAway.class);
        assertThat(judge(403, headers, body, withoutAList(WRITE))).as(what).isInstanceOf(Unsettled.class);
    }

    @Test
    void aSecondaryLimitWithoutATimeIsGivenTheMinuteThatGitHubAsksFor() {
        var body = "{\"message\":\"You have exceeded a secondary rate limit.\"}";

        assertThat(((TurnedAway) judge(403, Map.of(), body, READ)).askAgainAfter())
                .isEqualTo(Duration.ofMinutes(1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"message\":\"Must have admin rights to Repository.\"}",
                "{\"error\":{\"errors\":[{\"reason\":\"insufficientPermissions\"}]}}",
                "{\"error\":{\"errors\":[{\"reason\":\"dailyLimitExceeded\"}]}}",
                "{\"error\":{\"errors\":{\"reason\":\"forbidden\"}}}",
                "[]"
            })
    void another403IsFinal(String body) {
        assertThat(judge(403, Map.of("x-ratelimit-remaining", "12"), body, WRITE))
                .isInstanceOf(Failed.class);
        assertThat(judge(403, Map.of(), body, READ)).isInstanceOf(Failed.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 307, 308})
    void aRedirectSaysWhereItIsNowAndIsNeverUnsettled(int status) {
        var headers = Map.of("location", "https://api.github.com/repositories/1296269/issues?page=2#x");
        var where = "https://api.github.com/repositories/1296269/issues";

        for (var tool : List.of(WRITE, READ, withoutAList(WRITE), SLACK)) {
            assertThat(judge(status, headers, "{\"message\":\"Moved Permanently\"}", tool))
                    .isEqualTo(new Moved(status + " Moved Permanently", where));
        }
    }

    /** RFC 9110 section 15.4.4: a POST that was done may be answered so. */
    @ParameterizedTest
    @ValueSource(ints = {302, 303})
    void aRedirectToLookElsewhereProvesNothingAfterAWriteUnlessTheManifestListsIt(int status) {
        var headers = Map.of("location", "https://api.github.com/jobs/7");
        var moved = new Moved(Integer.toString(status), "https://api.github.com/jobs/7");

        for (var tool : List.of(WRITE, withoutAList(WRITE), SLACK)) {
            assertThat(judge(status, headers, "", tool))
                    .isEqualTo(new Unsettled("the provider answered with status " + status));
        }
        assertThat(judge(status, headers, "", withTheList(WRITE, status))).isEqualTo(moved);
        assertThat(judge(status, headers, "", READ)).isEqualTo(moved);
    }

    @ParameterizedTest
    @CsvSource({
        "/repositories/7, https://api.github.com/repositories/7",
        "https://u:p@elsewhere.example:8443/x?token=ghp_abcdefghijklmnopqrstuvwxyz0123, https://elsewhere.example:8443/x",
        "'', ''",
        "ftp://elsewhere.example/x, ''",
        "'http://bad host/', ''",
        "https:, ''",
    })
    void aRedirectIsToldWithoutQueryAndCredentials(String location, String told) {
        assertThat(judge(301, Map.of("location", location), "", WRITE)).isEqualTo(new Moved("301", told));
    }

    @Test
    void saysThatTheTokenWasNotAccepted() {
        assertThat(judge(401, "{\"message\":\"Bad credentials\"}", WRITE)).isEqualTo(new TokenRefused("provider_401"));
        assertThat(judge(401, "", READ)).isEqualTo(new TokenRefused("provider_401"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"invalid_auth", "token_revoked", "token_expired", "account_inactive", "not_authed"})
    void saysSoWhereThatStandsInASuccess(String word) {
        var body = "{\"ok\":false,\"error\":\"" + word + "\"}";

        assertThat(judge(200, body, SLACK)).isEqualTo(new TokenRefused(word));
        assertThat(judge(200, body, SLACK_READ)).isEqualTo(new TokenRefused(word));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"fatal_error", "internal_error", "service_unavailable", "request_timeout", "never_heard_of", ""})
    void aNoInsideA200ThatTheManifestDoesNotListIsUnsettledForAWriteAndAskedAgainForARead(String word) {
        var body = "{\"ok\":false,\"error\":\"" + word + "\"}";

        assertThat(judge(200, body, SLACK)).isInstanceOf(Unsettled.class);
        assertThat(judge(200, body, SLACK_READ)).isInstanceOf(TurnedAway.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"ok\":false}",
                "{\"ok\":false,\"error\":7}",
                "{\"ok\":false,\"error\":{\"code\":\"invalid_auth\"}}"
            })
    void aNoWithoutAWordIsUnsettledForAWrite(String body) {
        assertThat(judge(200, body, SLACK)).isInstanceOf(Unsettled.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ratelimited", "rate_limited"})
    void slacksWordForALimitIsLikeA429(String word) {
        assertThat(judge(200, "{\"ok\":false,\"error\":\"" + word + "\"}", SLACK))
                .isInstanceOf(TurnedAway.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 403, 404, 500, 503})
    void slackProvesNothingByAStatusButThatOfItsLimit(int status) {
        assertThat(judge(status, "{\"ok\":false,\"error\":\"invalid_auth\"}", SLACK))
                .isInstanceOf(Unsettled.class);
        assertThat(judge(429, "", SLACK)).isInstanceOf(TurnedAway.class);
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

    @Test
    void anAnswerThatIsTooLargeEndsAReadAndLeavesAWriteUnsettled() {
        assertThat(AnswerRules.judge(new RawAnswer.TooLarge(7), READ)).isEqualTo(new CallOutcome.AnswerTooLarge(7));
        assertThat(AnswerRules.judge(new RawAnswer.TooLarge(7), WRITE)).isInstanceOf(Unsettled.class);
    }
}
