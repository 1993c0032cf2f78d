package dev.approvalcopilot.local.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EventStreamTest {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final Deque<String> answers = new ConcurrentLinkedDeque<>();
    private final List<String> lastEventIds = new CopyOnWriteArrayList<>();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/stream", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        lastEventIds.add(String.valueOf(exchange.getRequestHeaders().getFirst("Last-Event-ID")));
        var body = answers.pollFirst();
        if (body == null) {
            exchange.sendResponseHeaders(403, -1);
        } else {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(body.getBytes(StandardCharsets.UTF_8));
        }
        exchange.close();
    }

    private EventStream open() {
        var address = server.getAddress();
        var api = new Api("http://" + address.getHostString() + ":" + address.getPort(), () -> "token");
        return EventStream.open(last -> api.open("/stream", last), "");
    }

    @Test
    void readsNamesIdsAndDataOfSeveralLines() throws Exception {
        answers.add(": comment\n\nid: 7\nevent: step\ndata: a\ndata:b\n\ndata: {}\n\n");
        try (var stream = open()) {
            assertThat(stream.next(LIMIT)).contains(new ServerSentEvent("7", "step", "a\nb"));
            assertThat(stream.next(LIMIT)).contains(new ServerSentEvent("7", "message", "{}"));
        }
    }

    @Test
    void comesBackAfterTheLastEvent() throws Exception {
        answers.add("id: 1\ndata: one\n\nid: 2\ndata: cut o");
        answers.add("id: 2\ndata: two\n\n");
        try (var stream = open()) {
            assertThat(stream.next(LIMIT).orElseThrow().data()).isEqualTo("one");
            assertThat(stream.next(LIMIT).orElseThrow().data()).isEqualTo("two");
            assertThat(lastEventIds).startsWith("null", "1");
        }
    }

    @Test
    void endsWhenItIsRefused() {
        try (var stream = open()) {
            await().atMost(LIMIT).until(() -> stream.refused() == 403);
        }
    }
}
