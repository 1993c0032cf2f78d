package dev.approvalcopilot.gateway.vault;

import dev.approvalcopilot.contracts.json.Digest;
import io.micrometer.core.instrument.Timer;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * The exchange of the privileged worker (Auth0 Early Access, docs/adr/0005): no token of a person is needed, and the action's
 * digest goes along as {@code audit_context}. The exchange cannot choose among accounts, so they are listed first. Codes are
 * branched upon, never status or text.
 */
final class PrivilegedWorker implements TokenVault {

    private static final Logger LOG = Logger.getLogger(PrivilegedWorker.class);
    private static final String GRANT_TYPE =
            "urn:auth0:params:oauth:grant-type:token-exchange:federated-connection-access-token";
    private static final String SUBJECT_TOKEN_TYPE = "urn:ietf:params:oauth:token-type:jwt";
    private static final String REQUESTED_TOKEN_TYPE = "http://auth0.com/oauth/token-type/token-vault-access-token";

    private final TokenRequest tokens;
    private final ConnectedAccounts accounts;
    private final ClientKey key;
    private final Timer timer;

    PrivilegedWorker(TokenRequest tokens, ConnectedAccounts accounts, ClientKey key, Timer timer) {
        this.tokens = tokens;
        this.accounts = accounts;
        this.key = key;
        this.timer = timer;
    }

    @Override
    public VaultAnswer tokenFor(String userId, String connection, String account, Digest action) {
        var obstacle = accounts.obstacle(userId, connection, account);
        return obstacle.isPresent() ? obstacle.get() : exchange(userId, connection, action);
    }

    private VaultAnswer exchange(String userId, String connection, Digest action) {
        var body = tokens.body(GRANT_TYPE)
                .put("connection", connection)
                .put("subject_token", key.subjectToken(userId, action.value(), Instant.now()))
                .put("subject_token_type", SUBJECT_TOKEN_TYPE)
                .put("requested_token_type", REQUESTED_TOKEN_TYPE);
        var sample = Timer.start();
        try {
            var answer = tokens.send(body);
            return answer.succeeded() ? granted(answer) : TokenRequest.failure(answer);
        } catch (IOException e) {
            LOG.warnf("event=exchange_unreachable cause=\"%s\"", e.getMessage());
            return new VaultAnswer.Unreachable();
        } finally {
            sample.stop(timer);
        }
    }

    private static VaultAnswer granted(Auth0Http.Answer answer) {
        var token = answer.body().path("access_token").asText("");
        if (token.isEmpty()) {
            return new VaultAnswer.Unreachable();
        }
        return new VaultAnswer.Granted(
                new ProviderToken(token), scopes(answer.body().path("scope").asText("")));
    }

    /** Some providers separate by commas. */
    private static Set<String> scopes(String text) {
        return text.isBlank() ? Set.of() : Set.copyOf(List.of(text.strip().split("[ ,]+")));
    }
}
