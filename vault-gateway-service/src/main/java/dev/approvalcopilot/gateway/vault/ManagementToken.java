package dev.approvalcopilot.gateway.vault;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;

/**
 * The gateway's own access token for the Management API ({@code read:users}). It opens no provider, so it is kept until
 * shortly before it expires.
 */
@ApplicationScoped
class ManagementToken {

    private static final Duration MARGIN = Duration.ofMinutes(1);

    private final TokenRequest tokens;
    private final Auth0Http http;
    private Kept kept = new Kept("", Instant.MIN);

    private record Kept(String value, Instant until) {
        @Override
        public String toString() {
            return "Kept[until=" + until + "]";
        }
    }

    /** The token, or why there is none. */
    sealed interface Asked {
        record Token(String value) implements Asked {
            @Override
            public String toString() {
                return "Token";
            }
        }

        record None(VaultAnswer.Failure why) implements Asked {}
    }

    ManagementToken(TokenRequest tokens, Auth0Http http) {
        this.tokens = tokens;
        this.http = http;
    }

    /** @throws IOException without an answer in time */
    Asked get() throws IOException {
        synchronized (this) {
            if (Instant.now().isBefore(kept.until)) {
                return new Asked.Token(kept.value);
            }
        }
        var body = tokens.body("client_credentials")
                .put("audience", http.issuer().resolve("api/v2/").toString());
        var answer = tokens.send(body);
        var value = answer.body().path("access_token").asText("");
        if (!answer.succeeded() || value.isEmpty()) {
            return new Asked.None(TokenRequest.failure(answer));
        }
        keep(value, answer.body().path("expires_in").asLong(0));
        return new Asked.Token(value);
    }

    private synchronized void keep(String value, long seconds) {
        kept = new Kept(value, Instant.now().plusSeconds(seconds).minus(MARGIN));
    }

    /** Auth0 did not accept it: the next one asks anew. */
    synchronized void drop() {
        kept = new Kept("", Instant.MIN);
    }
}
