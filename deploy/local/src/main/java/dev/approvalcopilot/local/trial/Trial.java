package dev.approvalcopilot.local.trial;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.approvalcopilot.contracts.answer.AnswerRules;
import dev.approvalcopilot.contracts.answer.CallOutcome;
import dev.approvalcopilot.contracts.answer.RawAnswer;
import dev.approvalcopilot.contracts.manifest.RenderedRequest;
import dev.approvalcopilot.contracts.manifest.RequestRenderer;
import dev.approvalcopilot.contracts.manifest.Tool;
import dev.approvalcopilot.contracts.manifest.ToolManifest;
import dev.approvalcopilot.contracts.manifest.ToolManifest.Request;
import dev.approvalcopilot.contracts.manifest.UnrenderableRequest;
import dev.approvalcopilot.local.http.Answer;
import dev.approvalcopilot.local.http.Call;
import dev.approvalcopilot.local.http.LocalServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;

/** One tool with one set of arguments, and a stand-in for its base address that records each call and answers as it is told. */
public final class Trial implements AutoCloseable {

    private static final String ANY_ID = "0198f3a000007000800000000000abcd";
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final Tool tool;
    private final ObjectNode values;
    private final LocalServer server;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final AtomicReference<Answer> next = new AtomicReference<>(new Answer.Empty(204));
    private final AtomicReference<Call> last = new AtomicReference<>();

    /** @param arguments that {@link Tool#violations} finds nothing wrong with */
    public Trial(Tool tool, ObjectNode arguments) throws IOException {
        this.tool = tool;
        this.values = arguments.deepCopy().put(ToolManifest.ACTION_ID, ANY_ID);
        this.server = LocalServer.start(0, this::record);
    }

    private Answer record(Call call) {
        last.set(call);
        return next.get();
    }

    /** Makes the tool's call; the stand-in answers this. @return how the gateway would read it */
    public CallOutcome call(Answer answer) throws IOException {
        return AnswerRules.judge(send(rendered(), answer), tool.manifest());
    }

    /** Makes a read beside the call. */
    public void read(String path, Map<String, String> query) throws IOException {
        try {
            send(RequestRenderer.read(here(), path, query, values), new Answer.Empty(204));
        } catch (UnrenderableRequest e) {
            throw new IOException(e.getMessage());
        }
    }

    /** What the stand-in got last. */
    public Call recorded() {
        return last.get();
    }

    private RenderedRequest rendered() throws IOException {
        try {
            var request = RequestRenderer.render(here(), values);
            var idempotency = tool.manifest().idempotency();
            return idempotency == null ? request : request.with(idempotency.header(), ANY_ID);
        } catch (UnrenderableRequest e) {
            throw new IOException(e.getMessage());
        }
    }

    /** The request of the manifest, at the stand-in. */
    private Request here() {
        var request = tool.manifest().request();
        var base = URI.create(server.baseUri() + request.base().getRawPath());
        return new Request(request.method(), base, request.path(), request.query(), request.headers(), request.body());
    }

    private RawAnswer send(RenderedRequest request, Answer answer) throws IOException {
        next.set(answer);
        var wire = HttpRequest.newBuilder(request.uri())
                .timeout(TIMEOUT)
                .header("Authorization", "Bearer a-token-of-this-trial")
                .method(
                        request.method().name(),
                        request.body().map(BodyPublishers::ofString).orElseGet(BodyPublishers::noBody));
        request.headers().forEach(wire::setHeader);
        try {
            return raw(http.send(wire.build(), BodyHandlers.ofString()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } catch (IOException e) {
            if (answer instanceof Answer.Dropped) {
                return new RawAnswer.Lost("the connection to the provider broke before its answer was complete");
            }
            throw e;
        }
    }

    private static RawAnswer raw(HttpResponse<String> response) {
        var headers = response.headers().map().entrySet().stream()
                .collect(Collectors.toMap(
                        header -> header.getKey().toLowerCase(Locale.ROOT),
                        header -> String.join(", ", header.getValue())));
        var wait = response.headers().firstValueAsLong("retry-after").orElse(0);
        return new RawAnswer.Answered(response.statusCode(), response.body(), headers, Duration.ofSeconds(wait));
    }

    @Override
    public void close() {
        server.close();
        http.close();
    }
}
