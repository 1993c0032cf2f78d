package dev.approvalcopilot.gateway.vault;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** A reading call of the Management API with the gateway's own token, its errors as the vault's. */
@ApplicationScoped
class ManagementCall {

    private final Auth0Http http;
    private final ManagementToken token;

    /** The answer, or why there is none. */
    sealed interface Asked {
        record Answered(JsonNode body) implements Asked {
            /** Without the body, which may hold tokens. */
            @Override
            public String toString() {
                return "Answered";
            }
        }

        record Failed(VaultAnswer.Failure why) implements Asked {}
    }

    ManagementCall(Auth0Http http, ManagementToken token) {
        this.http = http;
        this.token = token;
    }

    /** @param path below the issuer, already encoded. @throws IOException without an answer in time */
    Asked get(String path) throws IOException {
        return switch (token.get()) {
            case ManagementToken.Asked.None(VaultAnswer.Failure why) -> new Asked.Failed(why);
            case ManagementToken.Asked.Token(String bearer) -> read(http.get(path, bearer));
        };
    }

    private Asked read(Auth0Http.Answer answer) {
        if (answer.succeeded()) {
            return new Asked.Answered(answer.body());
        }
        if (answer.status() == 401) {
            // Withdrawn or rotated over there: the next attempt asks for a new one.
            token.drop();
            return new Asked.Failed(new VaultAnswer.Unreachable());
        }
        // No such person: whatever code says it.
        return new Asked.Failed(answer.status() == 404 ? new VaultAnswer.NotConnected() : TokenRequest.failure(answer));
    }

    static String user(String userId) {
        return "api/v2/users/" + encode(userId);
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
