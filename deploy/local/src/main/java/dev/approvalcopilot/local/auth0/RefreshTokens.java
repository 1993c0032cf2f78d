package dev.approvalcopilot.local.auth0;

import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Refresh tokens. With rotation each is good once; a second use shows a theft and ends the whole family. */
final class RefreshTokens {
    private record Stored(String family, Authorization authorization, boolean used) {}

    private final ConcurrentHashMap<String, Stored> tokens = new ConcurrentHashMap<>();

    String issue(Authorization authorization) {
        return issue(Secrets.random(16), authorization);
    }

    private String issue(String family, Authorization authorization) {
        var token = "v1." + Secrets.random(40);
        tokens.put(token, new Stored(family, authorization, false));
        return token;
    }

    /** What a token of this client stands for; a used one is not found and takes its family along. */
    synchronized Optional<Authorization> find(String token, Client client) {
        var stored = tokens.get(token);
        if (stored == null || !stored.authorization().clientId().equals(client.id())) {
            return Optional.empty();
        }
        if (stored.used()) {
            endFamily(stored.family());
            return Optional.empty();
        }
        return Optional.of(stored.authorization());
    }

    /** The successor of a token that was just found. Empty if somebody else was faster. */
    synchronized Optional<String> rotate(String token) {
        var stored = tokens.get(token);
        if (stored == null || stored.used()) {
            return Optional.empty();
        }
        tokens.put(token, new Stored(stored.family(), stored.authorization(), true));
        return Optional.of(issue(stored.family(), stored.authorization()));
    }

    synchronized void revoke(String token, Client client) {
        var stored = tokens.get(token);
        if (stored != null && stored.authorization().clientId().equals(client.id())) {
            endFamily(stored.family());
        }
    }

    synchronized void endAllOf(String userId) {
        tokens.values().removeIf(stored -> stored.authorization().userId().equals(userId));
    }

    private void endFamily(String family) {
        tokens.values().removeIf(stored -> stored.family().equals(family));
    }
}
