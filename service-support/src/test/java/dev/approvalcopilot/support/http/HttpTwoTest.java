package dev.approvalcopilot.support.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvalcopilot.local.testing.HttpSurface;
import dev.approvalcopilot.support.testing.OnLocalStack;
import dev.approvalcopilot.support.testing.SelfSigned;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Where there is TLS, a service speaks HTTP/2: streams do not use up a browser's connections. */
@QuarkusTest
@OnLocalStack
@QuarkusTestResource(value = SelfSigned.class, restrictToAnnotatedClass = true)
class HttpTwoTest {

    /** More than the connections that a browser opens to a host over HTTP/1.1. */
    private static final int MANY = 20;

    /** At twenty a second this takes longer than the requests before it. */
    private static final int WORDS = 100;

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TestHTTPResource(tls = true)
    URI root;

    private static HttpClient browser(Version version) {
        return HttpClient.newBuilder()
                .version(version)
                .sslContext(SelfSigned.trusted())
                .build();
    }

    private HttpRequest.Builder at(String path) {
        return HttpRequest.newBuilder(root.resolve(path)).timeout(PATIENCE);
    }

    @Test
    void agreesOnHttp2AsTheConnectionIsMade() {
        try (var http = browser(Version.HTTP_2)) {
            var answer = HttpSurface.send(http, at("/api/probe/page?limit=7").build());

            assertThat(root.getScheme()).isEqualTo("https");
            assertThat(answer.version()).isEqualTo(Version.HTTP_2);
            assertThat(answer.sslSession().orElseThrow().getProtocol()).isEqualTo("TLSv1.3");
            assertThat(answer.body()).isEqualTo("7");
        }
    }

    @Test
    void whoKnowsNoHttp2IsServedToo() {
        try (var http = browser(Version.HTTP_1_1)) {
            assertThat(HttpSurface.send(http, at("/api/probe/page?limit=7").build())
                            .version())
                    .isEqualTo(Version.HTTP_1_1);
        }
    }

    @Test
    void manyOpenStreamsLeaveRoomForADecisionAndOutliveARefusal() throws Exception {
        try (var http = browser(Version.HTTP_2)) {
            var streams = new ArrayList<Iterator<String>>();
            for (int i = 0; i < MANY; i++) {
                var stream = http.send(
                        at("/api/probe/stream")
                                .header("Accept", "text/event-stream")
                                .build(),
                        BodyHandlers.ofLines());
                assertThat(stream.version()).isEqualTo(Version.HTTP_2);
                assertThat(stream.headers().firstValue("Content-Type").orElseThrow())
                        .startsWith("text/event-stream");
                streams.add(stream.body().iterator());
            }

            var decision = post(http, "{\"goal\": \"decide\"}");
            var tooLarge = post(http, "x".repeat(1 << 20));

            assertThat(decision.version()).isEqualTo(Version.HTTP_2);
            assertThat(decision.statusCode()).isEqualTo(200);
            assertThat(tooLarge.statusCode()).isEqualTo(413);
            assertThat(streams)
                    .allSatisfy(stream -> assertThat(said(stream, WORDS)).containsOnly("data:on"));
            http.shutdownNow();
        }
    }

    private HttpResponse<String> post(HttpClient http, String body) {
        return HttpSurface.send(
                http,
                at("/api/probe")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body))
                        .build());
    }

    /** More than can have been said before the refusal: it says the next ones only while it lives. */
    private static List<String> said(Iterator<String> stream, int words) {
        var said = new ArrayList<String>();
        while (said.size() < words) {
            var line = stream.next();
            if (!line.isEmpty()) {
                said.add(line);
            }
        }
        return said;
    }
}
