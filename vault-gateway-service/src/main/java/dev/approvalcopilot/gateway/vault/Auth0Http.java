package dev.approvalcopilot.gateway.vault;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.approvalcopilot.contracts.json.Json;
import dev.approvalcopilot.gateway.GatewayConfig;
import dev.approvalcopilot.support.outbound.Outbound;
import dev.approvalcopilot.support.outbound.OutboundAnswer;
import dev.approvalcopilot.support.outbound.OutboundLimits;
import dev.approvalcopilot.support.outbound.OutboundRequest;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Set;

/** HTTP to the configured tenant and to nothing else, one time limit for the whole answer. */
@ApplicationScoped
public class Auth0Http {

    private static final int MAX_ANSWER_BYTES = 512 * 1024;
    /** Servers close a quiet connection after 30 seconds or more: better not to meet that moment. */
    private static final Duration KEEP_IDLE = Duration.ofSeconds(15);

    private final URI issuer;
    private final Duration timeout;
    private final Outbound client;

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
        this.client = new Outbound(
                new OutboundLimits(timeout, MAX_ANSWER_BYTES, KEEP_IDLE),
                config.unsafeAllowAddresses().orElse(Set.of()));
    }

    @PreDestroy
    void close() {
        client.close();
    }

    /** {@code T/}, with its slash. */
    public URI issuer() {
        return issuer;
    }

    /** @param path below the issuer, already encoded. @throws IOException without an answer in time */
    public Answer get(String path, String bearer) throws IOException {
        var request = OutboundRequest.of("GET", issuer.resolve(path));
        if (!bearer.isEmpty()) {
            request.header("Authorization", "Bearer " + bearer);
        }
        return send(request);
    }

    /** @throws IOException without an answer in time */
    public Answer post(String path, JsonNode body) throws IOException {
        return send(OutboundRequest.of("POST", issuer.resolve(path))
                .header("Content-Type", "application/json")
                .body(body.toString()));
    }

    private Answer send(OutboundRequest request) throws IOException {
        return switch (client.send(request.header("Accept", "application/json"), timeout)) {
            case OutboundAnswer.Answered answered -> read(answered);
            case OutboundAnswer.NotSent(var reason) -> throw new IOException("not sent: " + reason);
            case OutboundAnswer.Lost(var reason) -> throw new IOException("no answer: " + reason);
        };
    }

    private static Answer read(OutboundAnswer.Answered answered) {
        long seconds = answered.retryAfter().map(Auth0Http::fullSeconds).orElse(0L);
        return new Answer(answered.status(), parse(answered.body()), seconds);
    }

    private static JsonNode parse(String body) {
        try {
            var tree = Json.MAPPER.readTree(body);
            return tree == null ? MissingNode.getInstance() : tree;
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    private static long fullSeconds(Duration wait) {
        return wait.plusMillis(999).toSeconds();
    }
}
