package dev.approvalcopilot.gateway.vault;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Which accounts a person has connected: {@code GET /api/v2/users/{id}/connected-accounts}. It names accounts and holds no
 * tokens. The exchange cannot choose among several, so anything but exactly the approved one is a refusal.
 */
@ApplicationScoped
public class ConnectedAccounts {

    private static final Logger LOG = Logger.getLogger(ConnectedAccounts.class);
    private static final int MAX_PAGES = 10;

    private final Auth0Http http;
    private final ManagementToken token;

    ConnectedAccounts(Auth0Http http, ManagementToken token) {
        this.http = http;
        this.token = token;
    }

    /** Empty when the approved account is the person's only one at that connection, else why it is not. */
    public Optional<VaultAnswer.Failure> obstacle(String userId, String connection, String account) {
        try {
            var found = new ArrayList<String>();
            var failure = list(userId, connection, found);
            return failure.isPresent() ? failure : judge(found, account);
        } catch (IOException e) {
            LOG.warnf("event=accounts_unreachable cause=%s", e.getMessage());
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
        var user = "api/v2/users/" + encode(userId) + "/connected-accounts?take=50";
        var from = "";
        for (int page = 0; page < MAX_PAGES; page++) {
            var answer = ask(user + (from.isEmpty() ? "" : "&from=" + encode(from)));
            if (answer instanceof Asked.Failed(VaultAnswer.Failure why)) {
                return Optional.of(why);
            }
            var body = ((Asked.Page) answer).body;
            body.path("connected_accounts").forEach(account -> {
                if (account.path("connection").asText().equals(connection)) {
                    found.add(account.path("id").asText());
                }
            });
            from = body.path("next").asText("");
            if (from.isEmpty()) {
                return Optional.empty();
            }
        }
        return Optional.of(new VaultAnswer.Ambiguous());
    }

    private sealed interface Asked {
        record Page(JsonNode body) implements Asked {}

        record Failed(VaultAnswer.Failure why) implements Asked {}
    }

    private Asked ask(String path) throws IOException {
        return switch (token.get()) {
            case ManagementToken.Asked.None(VaultAnswer.Failure why) -> new Asked.Failed(why);
            case ManagementToken.Asked.Token(String bearer) -> read(http.get(path, bearer));
        };
    }

    private Asked read(Auth0Http.Answer answer) {
        return switch (answer.status()) {
            case 200 -> new Asked.Page(answer.body());
            case 401 -> {
                // Withdrawn or rotated over there: the next attempt asks for a new one.
                token.drop();
                yield new Asked.Failed(new VaultAnswer.Unreachable());
            }
            case 404 -> new Asked.Failed(new VaultAnswer.NotConnected());
            default -> new Asked.Failed(TokenRequest.failure(answer));
        };
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
