package dev.approvalcopilot.gateway.vault;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Which accounts a person has connected: {@code GET /api/v2/users/{id}/connected-accounts}. It names accounts and holds no
 * tokens. The exchange cannot choose among several, so anything but exactly the approved one is a refusal.
 */
@ApplicationScoped
class ConnectedAccounts {

    private static final Logger LOG = Logger.getLogger(ConnectedAccounts.class);
    private static final int MAX_PAGES = 10;

    private final ManagementCall management;

    ConnectedAccounts(ManagementCall management) {
        this.management = management;
    }

    /** Empty when the approved account is the person's only one at that connection, else why it is not. */
    Optional<VaultAnswer.Failure> obstacle(String userId, String connection, String account) {
        try {
            var found = new ArrayList<String>();
            var failure = list(userId, connection, found);
            return failure.isPresent() ? failure : judge(found, account);
        } catch (IOException e) {
            LOG.warnf("event=accounts_unreachable cause=\"%s\"", e.getMessage());
            return Optional.of(new VaultAnswer.Unreachable());
        }
    }

    static Optional<VaultAnswer.Failure> judge(List<String> connected, String account) {
        if (connected.isEmpty()) {
            return Optional.of(new VaultAnswer.NotConnected());
        }
        return connected.equals(List.of(account)) ? Optional.empty() : Optional.of(new VaultAnswer.Ambiguous());
    }

    private Optional<VaultAnswer.Failure> list(String userId, String connection, List<String> found)
            throws IOException {
        var path = ManagementCall.user(userId) + "/connected-accounts?take=50";
        var from = "";
        for (int page = 0; page < MAX_PAGES; page++) {
            var answer = management.get(path + (from.isEmpty() ? "" : "&from=" + ManagementCall.encode(from)));
            if (answer instanceof ManagementCall.Asked.Failed(VaultAnswer.Failure why)) {
                return Optional.of(why);
            }
            var body = ((ManagementCall.Asked.Answered) answer).body();
            addAll(body, connection, found);
            from = body.path("next").asText("");
            if (from.isEmpty()) {
                return Optional.empty();
            }
        }
        return Optional.of(new VaultAnswer.Ambiguous());
    }

    private static void addAll(JsonNode body, String connection, List<String> found) {
        body.path("connected_accounts").forEach(account -> {
            if (account.path("connection").asText().equals(connection)) {
                found.add(account.path("id").asText());
            }
        });
    }
}
