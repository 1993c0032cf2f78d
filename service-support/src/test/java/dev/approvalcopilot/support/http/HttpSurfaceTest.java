package dev.approvalcopilot.support.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.approvalcopilot.contracts.json.Json;
import dev.approvalcopilot.local.testing.HttpSurface;
import dev.approvalcopilot.support.problem.ProblemException;
import dev.approvalcopilot.support.testing.OnLocalStack;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@OnLocalStack
class HttpSurfaceTest {

    private static final int MORE_THAN_ANY_BURST = 150;

    @TestHTTPResource
    URI root;

    @Inject
    StreamSlots slots;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Test
    void isHardened() {
        assertThat(new HttpSurface(root, "/api/probe/private", "/api/probe/work", basic("surface")).faults())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/probe/broken", "/static/nothing.css"})
    void brokenAndStaticAnswersHaveTheHeadersToo(String path) {
        var headers = send(http, at(path)).headers();

        assertThat(headers.firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(headers.firstValue("Content-Security-Policy"))
                .hasValue("default-src 'none'; frame-ancestors 'none'");
    }

    @Test
    void whatCameOverTlsStaysOnTls() {
        var answer = send(http, at("/api/probe/private").header("X-Forwarded-Proto", "https"));

        assertThat(answer.headers().firstValue("Strict-Transport-Security"))
                .hasValue("max-age=63072000; includeSubDomains");
    }

    /** Tokens of people in many groups, and of those in too many, who are told so. HTTP/2 has a limit of its own. */
    @ParameterizedTest
    @EnumSource(HttpClient.Version.class)
    void aTokenOf100KilobytesIsReadAndAnswered(HttpClient.Version version) {
        try (var client = HttpClient.newBuilder().version(version).build()) {
            // The second request over one connection speaks the version.
            send(client, at("/api/probe/private").header("Authorization", "Bearer a.b.c"));

            var answer =
                    send(client, at("/api/probe/private").header("Authorization", "Bearer " + "a".repeat(100_000)));

            assertThat(answer.version()).isEqualTo(version);
            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        }
    }

    @Test
    void aPersonWhoAsksTooMuchIsToldWhenToComeAgain() throws Exception {
        var refused = untilRefused(http, at("/api/probe/private").header("Authorization", basic("busy")));

        assertThat(refused.headers()
                        .firstValue("Retry-After")
                        .map(Integer::parseInt)
                        .orElseThrow())
                .isBetween(1, 10);
        assertThat(refused.headers().firstValue("RateLimit-Policy")).hasValue("\"person\";q=6;w=60");
        assertThat(refused.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        var problem = Json.MAPPER.readTree(refused.body());
        assertThat(problem.get("type").textValue()).isEqualTo("urn:approval-copilot:problem:too_many_requests");
        assertThat(problem.get("limit").textValue()).isEqualTo("person");
    }

    @Test
    void nobodyElseIsRefusedWithThem() {
        untilRefused(http, at("/api/probe/private").header("Authorization", basic("greedy")));

        assertThat(send(http, at("/api/probe/private").header("Authorization", basic("calm")))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void workHasASmallerLimitOfItsOwn() {
        var refused = untilRefused(http, work("worker"));

        assertThat(refused.headers().firstValue("RateLimit-Policy")).hasValue("\"work\";q=6;w=60");
        assertThat(send(http, at("/api/probe/private").header("Authorization", basic("worker")))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void refusedCredentialsAreCountedByAddress() {
        var guesser = HttpSurface.stranger("127.0.0.41");
        var wrong = "Basic " + Base64.getEncoder().encodeToString("ada:wrong".getBytes(StandardCharsets.UTF_8));

        var refused = untilRefused(guesser, at("/api/probe/private").header("Authorization", wrong));

        assertThat(refused.headers().firstValue("RateLimit-Policy")).hasValue("\"stranger\";q=6;w=60");
    }

    @Test
    void whoHasNoCredentialsIsCountedByAddress() {
        var refused = untilRefused(HttpSurface.stranger("127.0.0.42"), at("/api/nothing"));

        assertThat(refused.headers().firstValue("RateLimit-Policy")).hasValue("\"stranger\";q=6;w=60");
    }

    /** Behind a proxy that hides addresses a stranger's flood must not lock people out. */
    @Test
    void aPersonIsNotRefusedForTheirAddress() {
        var shared = HttpSurface.stranger("127.0.0.43");
        untilRefused(shared, at("/api/nothing"));

        assertThat(send(shared, at("/api/probe/private").header("Authorization", basic("neighbour")))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void probesOfTheMachineAreNotCounted() {
        var shared = HttpSurface.stranger("127.0.0.44");
        untilRefused(shared, at("/api/nothing"));

        assertThat(send(shared, at("/q/health/live")).statusCode()).isEqualTo(200);
    }

    @Test
    void refusalsShowInTheMetrics() {
        untilRefused(http, work("measured"));

        assertThat(send(http, at("/q/metrics")).body()).contains("http_requests_limited_total{limit=\"work\"");
    }

    @Test
    void aPersonHasOnlySoManyStreams() {
        slots.within("streamer", () -> Multi.createFrom().nothing());
        slots.within("streamer", () -> Multi.createFrom().nothing());

        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(
                        () -> slots.within("streamer", () -> Multi.createFrom().nothing()))
                .satisfies(refusal -> assertThat(refusal.problem().status()).isEqualTo(429));
        slots.within("another", () -> Multi.createFrom().nothing());
    }

    @Test
    void anEndedStreamMakesRoom() {
        var first = slots.within("changing", () -> Multi.createFrom().nothing())
                .subscribe()
                .withSubscriber(AssertSubscriber.create(1));
        slots.within("changing", () -> Multi.createFrom().nothing());

        first.cancel();

        slots.within("changing", () -> Multi.createFrom().nothing());
    }

    @Test
    void aStoppingReplicaEndsItsStreams() {
        var open = slots.within("stopped", () -> Multi.createFrom().nothing())
                .subscribe()
                .withSubscriber(AssertSubscriber.create(1));

        slots.stop(new ShutdownDelayInitiatedEvent());

        open.assertCompleted();
    }

    private HttpRequest.Builder work(String name) {
        return at("/api/probe/work")
                .header("Authorization", basic(name))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"goal\": \"tidy up\"}"));
    }

    private HttpResponse<String> untilRefused(HttpClient client, HttpRequest.Builder request) {
        for (int i = 0; i < MORE_THAN_ANY_BURST; i++) {
            var answer = send(client, request);
            if (answer.statusCode() == 429) {
                return answer;
            }
        }
        throw new AssertionError("never refused");
    }

    private HttpRequest.Builder at(String path) {
        return HttpRequest.newBuilder(root.resolve(path));
    }

    private static HttpResponse<String> send(HttpClient client, HttpRequest.Builder request) {
        return HttpSurface.send(client, request.build());
    }

    private static String basic(String name) {
        return "Basic " + Base64.getEncoder().encodeToString((name + ":right").getBytes(StandardCharsets.UTF_8));
    }
}
