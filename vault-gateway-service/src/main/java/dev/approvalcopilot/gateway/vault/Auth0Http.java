package dev.approvalcopilot.gateway.vault;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.approvalcopilot.contracts.json.Json;
import dev.approvalcopilot.gateway.GatewayConfig;
import dev.approvalcopilot.gateway.http.Outbound;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** HTTP to the configured tenant and to nothing else: no redirects, no proxy, one time limit for the whole answer. */
@ApplicationScoped
public class Auth0Http {

    private static final int MAX_ANSWER_BYTES = 512 * 1024;

    private final URI issuer;
    private final Duration timeout;
    private final HttpClient client;

    /** @param retryAfter seconds that the answer asks to wait; 0 if it does not say */
    public record Answer(int status, JsonNode body, long retryAfter) {

        /** Codes stand in {@code error} at the token endpoint, in {@code errorCode} at the Management API. */
        String error() {
            var code = body.path("errorCode").asText("");
            return code.isEmpty() ? body.path("error").asText("") : code;
        }

        public boolean succeeded() {
            return status == 200;
        }

        /** Without the body, which may hold a token. */
        @Override
        public String toString() {
            return "Answer[" + status + "]";
        }
    }

    Auth0Http(GatewayConfig config) {
        this.issuer = config.auth0().issuer();
        this.timeout = config.auth0().timeout();
        this.client = Outbound.client(timeout).build();
    }

    @PreDestroy
    void close() {
        client.shutdownNow();
    }

    /** {@code T/}, with its slash. */
    public URI issuer() {
        return issuer;
    }

    /** @param path below the issuer, already encoded. @throws IOException without an answer in time */
    public Answer get(String path, String bearer) throws IOException {
        var request = HttpRequest.newBuilder(issuer.resolve(path)).GET();
        if (!bearer.isEmpty()) {
            request.setHeader("Authorization", "Bearer " + bearer);
        }
        return send(request);
    }

    /** @throws IOException without an answer in time */
    public Answer post(String path, JsonNode body) throws IOException {
        return send(HttpRequest.newBuilder(issuer.resolve(path))
                .setHeader("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString())));
    }

    private Answer send(HttpRequest.Builder request) throws IOException {
        request.setHeader("Accept", "application/json").timeout(timeout);
        var answer =
                client.sendAsync(request.build(), BodyHandlers.limiting(BodyHandlers.ofByteArray(), MAX_ANSWER_BYTES));
        try {
            return read(answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new IOException("no answer in time");
        } catch (ExecutionException e) {
            throw new IOException("no answer", e.getCause());
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new IOException("interrupted");
        }
    }

    private static Answer read(HttpResponse<byte[]> response) {
        return new Answer(
                response.statusCode(),
                parse(response.body()),
                response.headers()
                        .firstValue("Retry-After")
                        .map(Auth0Http::seconds)
                        .orElse(0L));
    }

    private static JsonNode parse(byte[] body) {
        try {
            return Json.MAPPER.readTree(body);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        } catch (IOException e) {
            throw new IllegalStateException("bytes in memory", e);
        }
    }

    private static long seconds(String header) {
        return header.matches("[0-9]{1,5}") ? Long.parseLong(header) : 0;
    }
}
