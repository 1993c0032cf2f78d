package dev.approvalcopilot.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProbeTest {
    private static final InetAddress HERE = InetAddress.getLoopbackAddress();

    @TempDir
    Path repository;

    private HttpServer server;

    @AfterEach
    void stop() {
        if (server != null) {
            server.stop(0);
        }
    }

    @Test
    void aServiceThatIsReadyHasNoTrouble() throws IOException {
        assertThat(Probe.service(answering(200, "{\"status\":\"UP\",\"checks\":[]}")))
                .isEmpty();
    }

    @Test
    void aServiceThatIsNotReadySaysWhichCheckAndWhatItKnows() throws IOException {
        var body = """
                {"status":"DOWN","checks":[
                  {"name":"inbox","status":"DOWN","data":{"state":"stuck\\u001b[2J"}},
                  {"name":"outbox","status":"UP"},
                  {"name":"Database connections health check","status":"DOWN"}]}""";

        assertThat(Probe.service(answering(503, body)))
                .hasValueSatisfying(why -> assertThat(why)
                        .startsWith("says so: inbox (state stuck")
                        .endsWith("); Database connections health check")
                        .doesNotContain("\033", "outbox"));
    }

    @Test
    void longWordsOfAServiceAreCut() throws IOException {
        var body = "{\"checks\":[{\"name\":\"database\",\"status\":\"DOWN\",\"data\":{\"why\":\"%s\"}}]}"
                .formatted("x".repeat(1000));

        assertThat(Probe.service(answering(503, body)))
                .hasValueSatisfying(why -> assertThat(why)
                        .startsWith("says so: database (why xx")
                        .endsWith("x…")
                        .hasSizeLessThan(140));
    }

    @Test
    void anythingElseAtItsPortIsToldByItsStatus() throws IOException {
        assertThat(Probe.service(answering(404, "no such page"))).contains("answers with status 404");
    }

    @Test
    void aProcessThatDoesNotListenIsTold() throws IOException {
        assertThat(Probe.service("http://127.0.0.1:" + freePort())).contains("nothing listens there");
    }

    @Test
    void aProcessThatHangsUpIsTold() throws IOException {
        try (var silent = new ServerSocket(0, 1, HERE)) {
            Thread.ofVirtual().start(() -> hangUp(silent));

            assertThat(Probe.service("http://127.0.0.1:" + silent.getLocalPort()))
                    .hasValueSatisfying(why -> assertThat(why).startsWith("the connection broke"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aPartThatDoesNotListenIsTold(Part part) throws IOException {
        var installation = Installation.at(repository, repository.resolve("home"), freePort() - part.portOffset());

        assertThat(Probe.part(installation, part)).contains("nothing listens there");
    }

    /** Each time, since the client tries it twice. */
    private static void hangUp(ServerSocket silent) {
        while (!silent.isClosed()) {
            try (Socket caller = silent.accept()) {
                caller.getInputStream().read();
            } catch (IOException e) {
                return;
            }
        }
    }

    private String answering(int status, String body) throws IOException {
        server = HttpServer.create(new InetSocketAddress(HERE, 0), 0);
        server.createContext("/q/health/ready", exchange -> {
            var bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, HERE)) {
            return socket.getLocalPort();
        }
    }
}
