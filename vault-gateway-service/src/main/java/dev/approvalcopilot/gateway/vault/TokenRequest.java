package dev.approvalcopilot.gateway.vault;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.approvalcopilot.gateway.GatewayConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;

/** {@code POST T/oauth/token} as this client, authenticated by private-key JWT. */
@ApplicationScoped
class TokenRequest {

    private static final String ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    private final Auth0Http http;
    private final ClientKey key;
    private final String clientId;

    TokenRequest(Auth0Http http, ClientKey key, GatewayConfig config) {
        this.http = http;
        this.key = key;
        this.clientId = config.auth0().clientId();
    }

    ObjectNode body(String grantType) {
        return JsonNodeFactory.instance.objectNode().put("grant_type", grantType);
    }

    /** @throws IOException without an answer in time */
    Auth0Http.Answer send(ObjectNode body) throws IOException {
        body.put("client_id", clientId)
                .put("client_assertion_type", ASSERTION_TYPE)
                .put("client_assertion", key.clientAssertion(Instant.now()));
        return http.post("oauth/token", body);
    }

    /** What an answer other than success means, whatever was asked. */
    static VaultAnswer.Failure failure(Auth0Http.Answer answer) {
        if (answer.status() == 429 || answer.error().equals("too_many_requests")) {
            return new VaultAnswer.RateLimited(Duration.ofSeconds(Math.max(1, answer.retryAfter())));
        }
        if (answer.status() >= 500 || answer.error().isEmpty()) {
            return new VaultAnswer.Unreachable();
        }
        return new VaultAnswer.Denied(answer.error());
    }
}
