package dev.approvalcopilot.gateway.vault;

import com.fasterxml.jackson.databind.JsonNode;
import dev.approvalcopilot.contracts.json.Digest;
import io.micrometer.core.instrument.Timer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import org.jboss.logging.Logger;

/**
 * {@code GET /api/v2/users/{id}} with {@code read:user_idp_tokens} (docs/adr/0010): what a tenant without Token Vault has. The
 * answer holds the tokens of all of a person's identities, of which one is used. Scopes are not reported, nothing is refreshed,
 * and Auth0's log does not learn which action a token was for. With the vault on at a connection Auth0 shows no token there.
 */
final class ManagementIdentities implements TokenVault {

    private static final Logger LOG = Logger.getLogger(ManagementIdentities.class);

    private final ManagementCall management;
    private final Timer timer;

    ManagementIdentities(ManagementCall management, Timer timer) {
        this.management = management;
        this.timer = timer;
    }

    @Override
    public VaultAnswer tokenFor(String userId, String connection, String account, Digest action) {
        var path = ManagementCall.user(userId) + "?fields=identities&include_fields=true";
        var sample = Timer.start();
        try {
            return switch (management.get(path)) {
                case ManagementCall.Asked.Failed(VaultAnswer.Failure why) -> why;
                case ManagementCall.Asked.Answered(JsonNode body) ->
                    choose(body.path("identities"), connection, account);
            };
        } catch (IOException e) {
            LOG.warnf("event=identities_unreachable cause=\"%s\"", e.getMessage());
            return new VaultAnswer.Unreachable();
        } finally {
            sample.stop(timer);
        }
    }

    static VaultAnswer choose(JsonNode identities, String connection, String account) {
        var found = new ArrayList<JsonNode>();
        for (var identity : identities) {
            if (identity.path("connection").asText().equals(connection)) {
                found.add(identity);
            }
        }
        var ids = found.stream()
                .map(identity -> identity.path("user_id").asText())
                .toList();
        if (ids.isEmpty()) {
            return new VaultAnswer.NotConnected();
        }
        // The approved one by its id, alone or among others; an id that stands twice is nobody's.
        return Collections.frequency(ids, account) == 1
                ? token(found.get(ids.indexOf(account)))
                : new VaultAnswer.Ambiguous();
    }

    private static VaultAnswer token(JsonNode identity) {
        var token = identity.path("access_token").asText("");
        return token.isEmpty()
                ? new VaultAnswer.Denied("identity_without_token")
                : new VaultAnswer.Unscoped(new ProviderToken(token));
    }
}
