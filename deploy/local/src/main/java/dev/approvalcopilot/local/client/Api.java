package dev.approvalcopilot.local.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.approvalcopilot.contracts.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** One service's HTTP API, with one bearer token. Never tries again by itself. */
final class Api {
    /** Members that a later version adds, or that an answer leaves out, are no error for a client. */
    static final ObjectMapper JSON = Json.MAPPER
            .copy()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES);

    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    private final String base;
    private final Supplier<String> token;
    private final Consumer<String> heard;

    Api(String base, Supplier<String> token) {
        this(base, token, _ -> {});
    }

    /** @param heard gets every answer, head and body, except streams */
    Api(String base, Supplier<String> token, Consumer<String> heard) {
        this.base = base;
        this.token = token;
        this.heard = heard;
    }

    <T> T get(String path, Class<T> type) {
        return read("GET " + path, send(request(path).GET().build(), BodyHandlers.ofString()), type);
    }

    <T> T post(String path, Object body, Map<String, String> headers, Class<T> type) {
        return read("POST " + path, postRaw(path, body, headers), type);
    }

    <T> T put(String path, Object body, Class<T> type) {
        var request = request(path)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(write(body)))
                .build();
        return read("PUT " + path, send(request, BodyHandlers.ofString()), type);
    }

    <T> T delete(String path, Class<T> type) {
        return read("DELETE " + path, send(request(path).DELETE().build(), BodyHandlers.ofString()), type);
    }

    HttpResponse<String> postRaw(String path, Object body, Map<String, String> headers) {
        var request =
                request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(write(body)));
        headers.forEach(request::header);
        return send(request.build(), BodyHandlers.ofString());
    }

    /** Status and stream; the caller closes it. */
    HttpResponse<InputStream> open(String path, String lastEventId) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(base + path))
                .header("Authorization", "Bearer " + token.get())
                .header("Accept", "text/event-stream");
        if (!lastEventId.isEmpty()) {
            request.header("Last-Event-ID", lastEventId);
        }
        return HTTP.send(request.build(), BodyHandlers.ofInputStream());
    }

    static <T> T read(String request, HttpResponse<String> answer, Class<T> type) {
        if (answer.statusCode() / 100 != 2) {
            throw new ApiRefused(request, Problem.of(answer));
        }
        try {
            return JSON.readValue(answer.body(), type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(request + " was answered with something else than " + type, e);
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + path))
                .timeout(TIMEOUT)
                .header("Authorization", "Bearer " + token.get());
    }

    private HttpResponse<String> send(HttpRequest request, BodyHandler<String> handler) {
        try {
            var answer = HTTP.send(request, handler);
            heard.accept(answer.statusCode() + " " + answer.headers().map() + "\n" + answer.body());
            return answer;
        } catch (IOException e) {
            var why = e instanceof ConnectException ? "nothing listens there" : e.getMessage();
            throw new UncheckedIOException(request.method() + " " + request.uri() + " failed: " + why, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static String write(Object body) {
        try {
            return JSON.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
