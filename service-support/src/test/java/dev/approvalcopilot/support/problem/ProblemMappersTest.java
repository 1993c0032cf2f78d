package dev.approvalcopilot.support.problem;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.approvalcopilot.contracts.json.Json;
import dev.approvalcopilot.support.testing.OnLocalStack;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@OnLocalStack
class ProblemMappersTest {

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(Version.HTTP_1_1).build();

    @TestHTTPResource
    URI root;

    @Test
    void writesWhatTheServiceRefused() throws Exception {
        var answer = send(get("/api/probe/stale"));

        var problem = problem(answer, 409, "stale_view");
        assertThat(problem.get("detail").textValue()).isEqualTo("Look again.");
        assertThat(problem.get("view").textValue()).isEqualTo("sha-256:x");
        assertThat(answer.headers().firstValue("Retry-After")).hasValue("1");
    }

    @Test
    void tellsNothingOfAnUnexpectedException() throws Exception {
        var answer = send(get("/api/probe/broken"));

        problem(answer, 500, "internal_error");
        assertThat(answer.body()).doesNotContain("canary").doesNotContain("Exception");
    }

    @Test
    void anOverflownStackIsAProblemLikeAnyOther() throws Exception {
        problem(send(get("/api/probe/overflow")), 500, "internal_error");
    }

    @Test
    void writesNotFoundForAPathThatNobodyServes() throws Exception {
        problem(send(get("/api/nothing")), 404, "not_found");
    }

    @Test
    void writesMethodNotAllowed() throws Exception {
        problem(send(at("/api/probe").DELETE()), 405, "method_not_allowed");
    }

    @Test
    void writesUnsupportedMediaType() throws Exception {
        var xml = at("/api/probe").header("Content-Type", "application/xml").POST(BodyPublishers.ofString("<goal/>"));

        problem(send(xml), 415, "unsupported_media_type");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[]", "\"text\"", "{\"goal\": {}}"})
    void refusesABodyThatIsNotTheJsonItExpects(String body) throws Exception {
        problem(send(post(body)), 400, "invalid_request");
    }

    @Test
    void refusesABodyThatSaysTwoThings() throws Exception {
        problem(send(post("{\"goal\": \"one\", \"goal\": \"two\"}")), 400, "invalid_request");
    }

    @Test
    void refusesABodyThatNestsDeeply() throws Exception {
        problem(
                send(post("{\"goal\": \"one\", \"more\": " + "[".repeat(100) + "]".repeat(100) + "}")),
                400,
                "invalid_request");
    }

    @Test
    void namesTheMemberThatDoesNotFit() throws Exception {
        var problem = problem(send(post("{\"goal\": \"  \"}")), 400, "invalid_request");

        assertThat(problem.at("/violations/0/field").textValue()).isEqualTo("goal");
        assertThat(problem.at("/violations/0/message").textValue()).isEqualTo("must not be blank");
    }

    @Test
    void namesTheParameterThatDoesNotFit() throws Exception {
        var problem = problem(send(get("/api/probe/page?limit=101")), 400, "invalid_request");

        assertThat(problem.at("/violations/0/field").textValue()).isEqualTo("limit");
    }

    @Test
    void challengesAnAnonymousRequest() throws Exception {
        var answer = send(get("/api/probe/private"));

        problem(answer, 401, "unauthenticated");
        assertThat(answer.headers().firstValue("WWW-Authenticate")).isPresent();
    }

    @Test
    void challengesWrongCredentials() throws Exception {
        var answer = send(as("ada", "wrong", get("/api/probe/private")));

        problem(answer, 401, "unauthenticated");
        assertThat(answer.headers().firstValue("WWW-Authenticate")).isPresent();
    }

    @Test
    void writesForbidden() throws Exception {
        problem(send(as("ada", "right", get("/api/probe/operators"))), 403, "forbidden");
    }

    @Test
    void refusesABodyThatAnnouncesToBeTooLarge() throws Exception {
        // Without the wait for "continue" the server may close the connection while the client still writes.
        var answer = send(post("{\"goal\": \"" + "x".repeat(1 << 20) + "\"}").expectContinue(true));

        assertThat(answer.statusCode()).isEqualTo(413);
    }

    @Test
    void refusesABodyThatTurnsOutToBeTooLarge() throws Exception {
        var endless =
                new ByteArrayInputStream(("{\"goal\": \"" + "x".repeat(1 << 20)).getBytes(StandardCharsets.UTF_8));
        var chunked = at("/api/probe")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofInputStream(() -> endless));

        assertThat(send(chunked).statusCode()).isEqualTo(413);
    }

    @Test
    void answersWithTheCorrelationThatCame() throws Exception {
        var answer = send(post("{\"goal\": \"tidy up\"}").header("X-Correlation-Id", "request-4711"));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("X-Correlation-Id")).hasValue("request-4711");
        assertThat(Json.MAPPER.readTree(answer.body()).get("correlation").textValue())
                .isEqualTo("request-4711");
    }

    @Test
    void makesACorrelationWhereAnUnacceptableOneCame() throws Exception {
        var answer = send(get("/api/nothing").header("X-Correlation-Id", "<script>"));

        var made = answer.headers().firstValue("X-Correlation-Id").orElseThrow();
        assertThat(made).doesNotContain("script");
        assertThat(problem(answer, 404, "not_found").get("correlation_id").textValue())
                .isEqualTo(made);
    }

    @Test
    void keepsAnswersOutOfCachesAndSniffers() throws Exception {
        var headers = send(post("{\"goal\": \"tidy up\"}")).headers();

        assertThat(headers.allValues("Cache-Control")).containsExactly("no-store");
        assertThat(headers.firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(headers.firstValue("Referrer-Policy")).hasValue("no-referrer");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/q/health/live", "/q/health/started", "/q/health/ready"})
    void isHealthyWhereBrokerAndDatabaseAre(String path) throws Exception {
        var answer = send(get(path));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    @Test
    void countsWhatTheOutboxDoes() throws Exception {
        var metrics = send(get("/q/metrics")).body();

        assertThat(metrics).contains("outbox_sent_total", "outbox_unsent", "outbox_relay_active", "outbox_lag_seconds");
    }

    private static JsonNode problem(HttpResponse<String> answer, int status, String code) throws IOException {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        var problem = Json.MAPPER.readTree(answer.body());
        assertThat(problem.get("type").textValue()).isEqualTo("urn:approval-copilot:problem:" + code);
        assertThat(problem.get("status").intValue()).isEqualTo(status);
        assertThat(answer.headers().firstValue("X-Correlation-Id"))
                .hasValue(problem.get("correlation_id").textValue());
        return problem;
    }

    private HttpRequest.Builder at(String path) {
        return HttpRequest.newBuilder(root.resolve(path));
    }

    private HttpRequest.Builder get(String path) {
        return at(path).GET();
    }

    private HttpRequest.Builder post(String body) {
        return at("/api/probe").header("Content-Type", "application/json").POST(BodyPublishers.ofString(body));
    }

    private static HttpRequest.Builder as(String user, String password, HttpRequest.Builder request) {
        var credentials = Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        return request.header("Authorization", "Basic " + credentials);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return CLIENT.send(request.build(), BodyHandlers.ofString());
    }
}
