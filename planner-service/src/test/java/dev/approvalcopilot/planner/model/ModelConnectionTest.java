package dev.approvalcopilot.planner.model;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.approvalcopilot.planner.model.ModelFailure.Kind;
import dev.approvalcopilot.planner.testing.OnLocalStack;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.UserMessage;
import io.quarkiverse.langchain4j.openai.common.OpenAiRestApi;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.rest.client.RestClientBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of the connection when a server answers slowly, endlessly or not at all. */
@QuarkusTest
@OnLocalStack
class ModelConnectionTest {

    private static final String HEAD =
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n";
    private static final int CHUNK = 0x10000;
    private static final long FAR_TOO_MUCH = 64L << 20;

    private ServerSocket server;

    @BeforeEach
    void listen() throws IOException {
        server = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", HEAD, HEAD + "b\r\n{\"choices\":\r\n"})
    void aConnectionEndsWhenNobodyWaitsForItsAnswer(String begun) throws Exception {
        var asking = asking(Duration.ofMinutes(1));
        var thread = Thread.ofVirtual().start(asking);
        try (var connection = accept()) {
            connection.getOutputStream().write(begun.getBytes(US_ASCII));
            thread.interrupt();
            assertThat(isEnded(connection)).isTrue();
        }
        assertThatThrownBy(asking::get).hasCauseInstanceOf(InterruptedException.class);
    }

    @Test
    void anEndlessAnswerIsNotReadOn() throws Exception {
        var asking = asking(Duration.ofMinutes(1));
        Thread.ofVirtual().start(asking);
        try (var connection = accept()) {
            connection.getOutputStream().write(HEAD.getBytes(US_ASCII));
            assertThat(writtenUntilItBreaks(connection)).isLessThan(FAR_TOO_MUCH);
        }
        var failure = failureOf(asking);
        assertThat(failure.kind()).isEqualTo(Kind.UNUSABLE);
        assertThat(failure.words()).isEqualTo("The model's answer was larger than 4194304 bytes.");
    }

    @Test
    void aSilenceIsNotWaitedOutForever() throws Exception {
        var asking = asking(Duration.ofSeconds(1));
        Thread.ofVirtual().start(asking);
        try (var connection = accept()) {
            assertThat(isEnded(connection)).isTrue();
        }
        var failure = failureOf(asking);
        assertThat(failure.kind()).isEqualTo(Kind.UNREACHABLE);
        assertThat(failure.words())
                .isEqualTo(
                        "The model gave no answer in time. quarkus.langchain4j.openai.timeout says how long it may take.");
    }

    @Test
    void aConnectionHasLessTimeThanAnAnswer() {
        var told = new HashMap<String, List<Object>>();
        var builder = (RestClientBuilder) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {RestClientBuilder.class}, (proxy, method, arguments) -> {
                    told.put(method.getName(), List.of(arguments));
                    return proxy;
                });
        new WireListener().onNewClient(OpenAiRestApi.class, builder);
        assertThat(told.get("connectTimeout")).containsExactly(10_000L, TimeUnit.MILLISECONDS);
    }

    private FutureTask<AiMessage> asking(Duration timeout) {
        var endpoint = new TestModel("http://127.0.0.1:" + server.getLocalPort() + "/v1", "k")
                .timeout(timeout)
                .endpoint();
        return new FutureTask<>(() -> endpoint.ask(List.of(UserMessage.from("Say hi.")), List.of()));
    }

    private static ModelFailure failureOf(FutureTask<AiMessage> asked) {
        return (ModelFailure)
                catchThrowableOfType(ExecutionException.class, asked::get).getCause();
    }

    /** With the request read from it. */
    private Socket accept() throws IOException {
        var connection = server.accept();
        connection.setSoTimeout(20_000);
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) connection.getInputStream().read());
        }
        var length = head.toString()
                .lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("content-length:"))
                .map(line -> line.substring("content-length:".length()).strip())
                .findFirst()
                .orElseThrow();
        connection.getInputStream().readNBytes(Integer.parseInt(length));
        return connection;
    }

    private static boolean isEnded(Socket connection) throws IOException {
        try {
            return connection.getInputStream().read() < 0;
        } catch (SocketException e) {
            return true;
        }
    }

    private static long writtenUntilItBreaks(Socket connection) {
        var chunk = (Integer.toHexString(CHUNK) + "\r\n" + " ".repeat(CHUNK) + "\r\n").getBytes(US_ASCII);
        long written = 0;
        try {
            while (written < FAR_TOO_MUCH) {
                connection.getOutputStream().write(chunk);
                written += CHUNK;
            }
        } catch (IOException e) {
            return written;
        }
        return written;
    }
}
