package dev.approvalcopilot.local.auth0;

import dev.approvalcopilot.local.auth0.User.Account;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The calls of the Management API that services use, with its own form of errors. One call gives out provider tokens, with a
 * scope that no client has by default.
 */
final class ManagementApi {
    private static final int DEFAULT_TAKE = 50;
    private static final int MAX_TAKE = 100;
    private static final int RATE_LIMIT = 1000;

    private final Supplier<Tenant> tenant;
    private final Issuer issuer;
    private final TokenIssuer tokens;
    private final Vault vault;
    private final ProviderTokens providerTokens;
    private final Sessions sessions;
    private final BackChannel backChannel;
    private final RefreshTokens refreshTokens;
    private final Clock clock;

    ManagementApi(
            Supplier<Tenant> tenant,
            Issuer issuer,
            TokenIssuer tokens,
            Vault vault,
            ProviderTokens providerTokens,
            Sessions sessions,
            BackChannel backChannel,
            RefreshTokens refreshTokens,
            Clock clock) {
        this.tenant = tenant;
        this.issuer = issuer;
        this.tokens = tokens;
        this.vault = vault;
        this.providerTokens = providerTokens;
        this.sessions = sessions;
        this.backChannel = backChannel;
        this.refreshTokens = refreshTokens;
        this.clock = clock;
    }

    /**
     * {@code GET /api/v2/users/{id}}. With {@code read:user_idp_tokens} the {@code identities} hold the tokens of social
     * connections, where the vault is off: with the vault on they lie there.
     */
    Response user(Request request, String userId) {
        var token = requireScope(request, "read:users");
        boolean withTokens = token.hasScope(List.of("read:user_idp_tokens"));
        var user = user(userId);
        var body = new LinkedHashMap<String, Object>();
        body.put("user_id", user.id());
        body.put("email", user.email());
        body.put("email_verified", true);
        body.put("name", user.name());
        body.put("nickname", user.nickname());
        body.put(
                "identities",
                user.identities().stream()
                        .map(identity -> identity(user, identity, withTokens))
                        .toList());
        return limited(Response.json(200, body));
    }

    private Map<String, Object> identity(User user, User.Identity identity, boolean withTokens) {
        var body = new LinkedHashMap<String, Object>();
        body.put("provider", identity.provider());
        body.put("connection", identity.connection());
        body.put("user_id", identity.userId());
        body.put("isSocial", identity.social());
        if (identity.nickname() != null) {
            body.put("profileData", Map.of("nickname", identity.nickname(), "name", identity.nickname()));
        }
        if (withTokens && identity.social()) {
            tenant.get()
                    .connection(identity.connection())
                    .filter(connection -> !connection.vault())
                    .ifPresent(connection -> body.put(
                            "access_token",
                            providerTokens
                                    .issue(user.id(), connection, connection.scopes(), "")
                                    .token()));
        }
        return body;
    }

    /** {@code GET /api/v2/users/{id}/connected-accounts?from=&take=}. */
    Response connectedAccounts(Request request, String userId) {
        requireScope(request, "read:users");
        var user = user(userId);
        var page = Page.of(vault.of(user.id()), Account::id, request.query(), DEFAULT_TAKE, MAX_TAKE)
                .orElseThrow(() -> Refused.management(
                        400, "Bad Request", "Query validation error: 'take' or 'from'", "invalid_query_string"));
        var body = new LinkedHashMap<String, Object>();
        body.put("connected_accounts", page.items().stream().map(this::account).toList());
        page.next().ifPresent(next -> body.put("next", next));
        return limited(Response.json(200, body));
    }

    private Map<String, Object> account(Account account) {
        var connection = tenant.get().connection(account.connection()).orElseThrow();
        var body = new LinkedHashMap<String, Object>();
        body.put("id", account.id());
        body.put("connection", connection.name());
        body.put("connection_id", connection.id());
        body.put("strategy", connection.strategy());
        body.put("access_type", "offline");
        body.put("scopes", account.scopes());
        body.put("created_at", account.createdAt().toString());
        return body;
    }

    /**
     * {@code GET /api/v2/users/{id}/federated-connections-tokensets}: what the vault holds, without tokens. Auth0 has
     * taken this call and its deletion out of its documents; older clients still send them.
     */
    Response tokensets(Request request, String userId) {
        requireScope(request, "read:federated_connections_tokens");
        return limited(Response.json(
                200, vault.of(user(userId).id()).stream().map(this::tokenset).toList()));
    }

    private Map<String, Object> tokenset(Account account) {
        var body = new LinkedHashMap<String, Object>();
        body.put("id", account.id());
        body.put("connection", account.connection());
        body.put("scope", String.join(" ", account.scopes()));
        body.put("issued_at", account.createdAt().toString());
        body.put("last_used_at", account.createdAt().toString());
        tenant.get()
                .connection(account.connection())
                .ifPresent(connection -> body.put(
                        "expires_at",
                        account.createdAt()
                                .plusSeconds(connection.tokenLifetimeSeconds())
                                .toString()));
        return body;
    }

    Response deleteTokenset(Request request, String userId, String tokensetId) {
        requireScope(request, "delete:federated_connections_tokens");
        if (!vault.disconnect(user(userId).id(), tokensetId)) {
            throw Refused.management(404, "Not Found", "The tokenset does not exist.", "inexistent_tokenset");
        }
        return limited(Response.empty(204));
    }

    Response endSessions(Request request, String userId) {
        requireScope(request, "delete:sessions");
        sessions.endAllOf(user(userId).id()).forEach(backChannel::ended);
        return limited(Response.empty(202));
    }

    Response endRefreshTokens(Request request, String userId) {
        requireScope(request, "delete:refresh_tokens");
        refreshTokens.endAllOf(user(userId).id());
        return limited(Response.empty(202));
    }

    private User user(String userId) {
        return tenant.get()
                .user(userId)
                .orElseThrow(() -> Refused.management(404, "Not Found", "The user does not exist.", "inexistent_user"));
    }

    private SignedJwt requireScope(Request request, String scope) {
        var token = request.bearer()
                .orElseThrow(() ->
                        Refused.management(401, "Unauthorized", "Missing authentication", "missing_authentication"));
        var jwt = tokens.verified(token, issuer.managementApi())
                .orElseThrow(() -> Refused.management(401, "Unauthorized", "Invalid token", "invalid_token"));
        if (!jwt.hasScope(List.of(scope))) {
            throw Refused.management(
                    403, "Forbidden", "Insufficient scope, expected any of: " + scope, "insufficient_scope");
        }
        return jwt;
    }

    private Response limited(Response response) {
        return response.with("x-ratelimit-limit", String.valueOf(RATE_LIMIT))
                .with("x-ratelimit-remaining", String.valueOf(RATE_LIMIT - 1))
                .with("x-ratelimit-reset", String.valueOf(clock.instant().getEpochSecond() + 1));
    }
}
