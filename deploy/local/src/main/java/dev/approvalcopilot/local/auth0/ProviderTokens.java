package dev.approvalcopilot.local.auth0;

import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The provider tokens that came out of the vault, so that the stand-ins for the providers can tell true ones. Auth0
 * hands out a stored token again while it lives; here each exchange makes one, so that a test sees which exchange a call
 * belongs to.
 */
public final class ProviderTokens {

    /**
     * A token at a provider.
     *
     * @param user         {@code sub} of the person whose account it opens
     * @param scopes       what it may do; empty where the provider reports none
     * @param auditContext of the exchange, or empty
     */
    public record ProviderToken(
            String token, String user, String connection, List<String> scopes, Instant expires, String auditContext) {
        public ProviderToken {
            scopes = List.copyOf(scopes);
        }

        /** Without the token itself, which a log must not hold. */
        @Override
        public String toString() {
            return "ProviderToken[" + user + ", " + connection + ", " + expires + "]";
        }
    }

    private final ConcurrentHashMap<String, ProviderToken> tokens = new ConcurrentHashMap<>();
    private final Clock clock;

    ProviderTokens(Clock clock) {
        this.clock = clock;
    }

    ProviderToken issue(String user, Connection connection, List<String> scopes, String auditContext) {
        var now = clock.instant();
        tokens.values().removeIf(token -> now.isAfter(token.expires()));
        var token = new ProviderToken(
                connection.tokenPrefix() + Secrets.random(30),
                user,
                connection.name(),
                scopes,
                now.plusSeconds(connection.tokenLifetimeSeconds()),
                auditContext);
        tokens.put(token.token(), token);
        return token;
    }

    /** Empty for an unknown and for a dead token alike. */
    public Optional<ProviderToken> find(String token) {
        return Optional.ofNullable(tokens.get(token))
                .filter(found -> clock.instant().isBefore(found.expires()));
    }

    /** {@code GET /__local/provider-tokens/{token}}, for a stand-in in another process. */
    Response answer(String token) {
        return find(token)
                .map(found -> Response.json(200, wire(found)))
                .orElseGet(() -> Response.json(404, Map.of("error", "not_found")));
    }

    private static Map<String, Object> wire(ProviderToken found) {
        var body = new LinkedHashMap<String, Object>();
        body.put("user", found.user());
        body.put("connection", found.connection());
        body.put("scopes", found.scopes());
        body.put("expires", found.expires().toString());
        body.put("auditContext", found.auditContext());
        return body;
    }
}
