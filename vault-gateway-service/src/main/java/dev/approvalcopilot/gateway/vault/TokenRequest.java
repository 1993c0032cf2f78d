package dev.approvalcopilot.gateway.vault;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.approvalcopilot.gateway.GatewayConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;

/** {@code POST T/oauth/token} as this client. */
@ApplicationScoped
class TokenRequest {

    private final Auth0Http http;
    private final ClientAuthentication client;
    private final String clientId;

    TokenRequest(Auth0Http http, ClientAuthentication client, GatewayConfig config) {
        this.http = http;
        this.client = client;
        this.clientId = config.auth0().clientId();
    }

    ObjectNode body(String grantType) {
        return JsonNodeFactory.instance.objectNode().put("grant_type", grantType);
    }

    /** @throws IOException without an answer in time */
    Auth0Http.Answer send(ObjectNode body) throws IOException {
        body.put("client_id", clientId);
        client.into(body, Instant.now());
        return http.post("oauth/token", body);
    }

    /**
     * What an answer other than success means, whatever was asked. Auth0 documents codes and says little of statuses, so the
     * code decides; without one the answer comes from something in front of Auth0. An unknown code is a no for good.
     */
    static VaultAnswer.Failure failure(Auth0Http.Answer answer) {
        if (answer.status() == 429 || answer.error().equals("too_many_requests")) {
            return new VaultAnswer.RateLimited(Duration.ofSeconds(Math.max(1, answer.retryAfter())));
        }
        if (answer.status() >= 500 || answer.error().isEmpty()) {
            return new VaultAnswer.Unreachable();
        }
        return switch (answer.error()) {
            case "federated_connection_refresh_token_not_found", "inexistent_user" -> new VaultAnswer.NotConnected();
            case "federated_connection_refresh_token_flow_failed" -> new VaultAnswer.ConsentWithdrawn();
            default -> new VaultAnswer.Denied(answer.error());
        };
    }
}
