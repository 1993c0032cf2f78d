package dev.approvalcopilot.client;

import dev.approvalcopilot.client.http.ApiClient;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Where a program begins: {@code client.api(ActionsApi::new).listActions(…)}. Threads may share it. A refusal is an
 * {@link dev.approvalcopilot.client.http.ApiException}, which {@link Refusal} reads.
 */
public final class ApprovalClient {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration READ_TIMEOUT = Duration.ofSeconds(30);
    private static final int OK = 200;

    private final URI base;
    private final Supplier<String> token;
    private final ApiClient http;
    private final HttpClient streams;

    private ApprovalClient(URI base, Supplier<String> token) {
        this.base = base;
        this.token = token;
        this.http = new ApiClient();
        this.streams = HttpClient.newBuilder().connectTimeout(CONNECT_TIMEOUT).build();
        http.updateBaseUri(base.toString());
        http.setConnectTimeout(CONNECT_TIMEOUT);
        http.setReadTimeout(READ_TIMEOUT);
        http.setRequestInterceptor(request -> request.setHeader("Authorization", "Bearer " + token.get()));
    }

    /**
     * @param base address of the approval-service, without a path
     * @param token gives an access token of its audience; asked at every request, so that it can renew one
     */
    public static ApprovalClient of(URI base, Supplier<String> token) {
        return new ApprovalClient(base, token);
    }

    /** One of the generated interfaces, such as {@code api(ActionsApi::new)}. */
    public <T> T api(Function<ApiClient, T> generated) {
        return generated.apply(http);
    }

    /**
     * The person's changes, live. It ends when the service ends it, for instance with the token; then call again with the last id
     * that came.
     *
     * @param lastEventId where to resume; null for from now on
     * @throws Refusal.Refused when the service opens no stream
     */
    public LiveEvents stream(String lastEventId) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(base.resolve("/api/actions/stream"))
                .header("Accept", "text/event-stream")
                .header("Authorization", "Bearer " + token.get());
        if (lastEventId != null) {
            request.header("Last-Event-ID", lastEventId);
        }
        var answer = streams.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        if (answer.statusCode() != OK) {
            try (var body = answer.body()) {
                throw new Refusal.Refused(
                        Refusal.read(answer.statusCode(), new String(body.readAllBytes(), StandardCharsets.UTF_8)));
            }
        }
        return new LiveEvents(answer.body());
    }
}
