package dev.approvalcopilot.local.auth0;

import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Makes ID tokens and access tokens, and recognises its own. */
final class TokenIssuer {
    private static final int ID_TOKEN_SECONDS = 36_000;
    private static final int OPAQUE_SECONDS = 86_400;

    /** An access token and the seconds it lives. */
    record AccessToken(String value, int expiresIn) {}

    private record Opaque(String userId, Set<String> scopes, Instant expires) {}

    private final Supplier<Tenant> tenant;
    private final Issuer issuer;
    private final Keys keys;
    private final Clock clock;
    private final ConcurrentHashMap<String, Opaque> opaque = new ConcurrentHashMap<>();

    TokenIssuer(Supplier<Tenant> tenant, Issuer issuer, Keys keys, Clock clock) {
        this.tenant = tenant;
        this.issuer = issuer;
        this.keys = keys;
        this.clock = clock;
    }

    /** A JWT for an API; without an audience an opaque token, good for {@code /userinfo}. */
    AccessToken accessToken(Authorization authorization) {
        if (authorization.audience().isEmpty()) {
            var now = clock.instant();
            opaque.values().removeIf(token -> now.isAfter(token.expires()));
            var value = Secrets.random(32);
            opaque.put(
                    value, new Opaque(authorization.userId(), authorization.scopes(), now.plusSeconds(OPAQUE_SECONDS)));
            return new AccessToken(value, OPAQUE_SECONDS);
        }
        var api = tenant.get().api(authorization.audience()).orElseThrow();
        var user = tenant.get().user(authorization.userId()).orElseThrow();
        Object audience = authorization.has("openid") ? List.of(api.identifier(), issuer.userinfo()) : api.identifier();
        var claims = claims(user.id(), audience, api.tokenLifetimeSeconds());
        claims.put("azp", authorization.clientId());
        claims.put("scope", join(authorization.scopes()));
        if (api.rbac()) {
            claims.put("permissions", user.permissionsFor(api.identifier()));
        }
        claims.put(tenant.get().groupsClaim(), user.groups());
        return new AccessToken(keys.sign(claims), api.tokenLifetimeSeconds());
    }

    AccessToken clientAccessToken(Client client, Api api, Set<String> scopes) {
        var claims = claims(client.id() + "@clients", api.identifier(), api.tokenLifetimeSeconds());
        claims.put("azp", client.id());
        claims.put("gty", "client-credentials");
        claims.put("scope", join(scopes));
        if (api.rbac()) {
            claims.put("permissions", List.copyOf(scopes));
        }
        return new AccessToken(keys.sign(claims), api.tokenLifetimeSeconds());
    }

    String idToken(Authorization authorization) {
        var user = tenant.get().user(authorization.userId()).orElseThrow();
        var claims = new LinkedHashMap<String, Object>(profile(user, authorization.scopes()));
        claims.put(tenant.get().connectionClaim(), authorization.connection());
        claims.put(tenant.get().groupsClaim(), user.groups());
        claims.putAll(claims(user.id(), authorization.clientId(), ID_TOKEN_SECONDS));
        claims.put("sid", authorization.sid());
        if (!authorization.nonce().isEmpty()) {
            claims.put("nonce", authorization.nonce());
        }
        if (authorization.authTimeAsked()) {
            claims.put("auth_time", authorization.authTime().getEpochSecond());
        }
        if (authorization.mfa()) {
            claims.put("acr", Tenant.MFA);
            claims.put("amr", List.of("mfa"));
        }
        return keys.sign(claims);
    }

    private LinkedHashMap<String, Object> claims(String subject, Object audience, int lifetimeSeconds) {
        var now = clock.instant().getEpochSecond();
        var claims = new LinkedHashMap<String, Object>();
        claims.put("iss", issuer.text());
        claims.put("sub", subject);
        claims.put("aud", audience);
        claims.put("iat", now);
        claims.put("exp", now + lifetimeSeconds);
        return claims;
    }

    /** The claims about a person that these scopes open. */
    private static Map<String, Object> profile(User user, Set<String> scopes) {
        var claims = new LinkedHashMap<String, Object>();
        if (scopes.contains("profile")) {
            claims.put("name", user.name());
            claims.put("nickname", user.nickname());
        }
        if (scopes.contains("email")) {
            claims.put("email", user.email());
            claims.put("email_verified", true);
        }
        return claims;
    }

    /** {@code GET /userinfo}: an opaque token, or one whose audience includes it. */
    Response userinfo(Request request) {
        var token = request.bearer().orElseThrow(() -> Refused.invalidBearer("Unauthorized"));
        var known = opaque.get(token);
        if (known != null && clock.instant().isBefore(known.expires())) {
            return userinfo(known.userId(), known.scopes());
        }
        var jwt = verified(token, issuer.userinfo()).orElseThrow(() -> Refused.invalidBearer("Unauthorized"));
        return userinfo(
                jwt.text("sub").orElse(""),
                Parameters.splitWords(jwt.text("scope").orElse("")));
    }

    private Response userinfo(String userId, Set<String> scopes) {
        var user = tenant.get().user(userId).orElseThrow(() -> Refused.invalidBearer("Unauthorized"));
        if (!scopes.contains("openid")) {
            throw Refused.invalidBearer("Unauthorized");
        }
        var body = new LinkedHashMap<String, Object>();
        body.put("sub", user.id());
        body.putAll(profile(user, scopes));
        return Response.json(200, body);
    }

    /** One of our own JWTs, alive and meant for this audience. */
    Optional<SignedJwt> verified(String token, String audience) {
        var now = clock.instant().getEpochSecond();
        return keys.verified(token)
                .filter(jwt -> jwt.has("iss", issuer.text()))
                .filter(jwt -> jwt.audiences().contains(audience))
                .filter(jwt -> jwt.seconds("exp").orElse(0L) > now);
    }

    /** One of our ID tokens, dead or alive, as a hint at logout. */
    Optional<SignedJwt> hint(String idToken) {
        return keys.verified(idToken).filter(jwt -> jwt.has("iss", issuer.text()));
    }

    static String join(Set<String> scopes) {
        return String.join(" ", new TreeSet<>(scopes));
    }
}
