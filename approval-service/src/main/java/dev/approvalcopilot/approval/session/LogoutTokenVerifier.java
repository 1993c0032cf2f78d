package dev.approvalcopilot.approval.session;

import dev.approvalcopilot.approval.session.LogoutRefused.Code;
import dev.approvalcopilot.contracts.auth0.Leeway;
import dev.approvalcopilot.contracts.auth0.TenantToken;
import dev.approvalcopilot.contracts.auth0.TenantTokenRefused;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;

/**
 * Judges a logout token: OpenID Connect Back-Channel Logout 1.0, section 2.6, and no older than Auth0 makes them (two minutes).
 * A token that comes twice ends what has ended. Pure: keys and time are arguments.
 *
 * @param issuer   the tenant, with its slash
 * @param clientId of the page
 */
record LogoutTokenVerifier(String issuer, String clientId) {
    private static final String LOGOUT = "http://schemas.openid.net/event/backchannel-logout";
    private static final Duration OLDEST = Duration.ofMinutes(2);
    /** What the specification recommends, and what older tenants write. An access token says at+jwt. */
    private static final Set<String> TYPES = Set.of("logout+jwt", "jwt");

    /** @throws LogoutRefused with the first check that failed */
    LogoutToken verify(String token, Collection<? extends JsonWebKey> keys, Instant now) throws LogoutRefused {
        var claims = checkSignature(token, keys);
        try {
            check(issuer.equals(claims.getIssuer()), Code.ISSUER);
            check(claims.hasAudience() && claims.getAudience().equals(List.of(clientId)), Code.AUDIENCE);
            checkTimes(claims, now);
            check(claims.getJwtId() != null && !claims.getJwtId().isEmpty(), Code.NO_JTI);
            check(
                    claims.getClaimValue("events") instanceof Map<?, ?> events
                            && events.get(LOGOUT) instanceof Map<?, ?>,
                    Code.NOT_A_LOGOUT);
            // Else an ID token could be made to pass for one.
            check(!claims.hasClaim("nonce"), Code.NONCE);
            var sid = text(claims, "sid");
            var sub = text(claims, "sub");
            check(sid.isPresent() || sub.isPresent(), Code.NOBODY);
            return new LogoutToken(sid, sub);
        } catch (MalformedClaimException e) {
            throw new LogoutRefused(Code.SIGNATURE);
        }
    }

    private static void checkTimes(JwtClaims claims, Instant now) throws LogoutRefused, MalformedClaimException {
        check(claims.getIssuedAt() != null && claims.getExpirationTime() != null, Code.TIMES);
        var issuedAt = Instant.ofEpochSecond(claims.getIssuedAt().getValue());
        check(!Leeway.isAhead(issuedAt, now), Code.CLOCK);
        check(!Leeway.isOlderThan(OLDEST, issuedAt, now), Code.TIMES);
        check(!Leeway.isOver(Instant.ofEpochSecond(claims.getExpirationTime().getValue()), now), Code.TIMES);
    }

    private static JwtClaims checkSignature(String token, Collection<? extends JsonWebKey> keys) throws LogoutRefused {
        try {
            var verified = TenantToken.verified(token, keys);
            var typ = verified.typ();
            check(typ == null || TYPES.contains(typ.toLowerCase(Locale.ROOT)), Code.TYPE);
            return verified.claims();
        } catch (TenantTokenRefused e) {
            throw new LogoutRefused(
                    switch (e.reason()) {
                        case TOO_LARGE -> Code.TOO_LARGE;
                        case ALGORITHM -> Code.ALGORITHM;
                        case HEADER, KEY -> Code.KEY;
                        case MALFORMED, SIGNATURE -> Code.SIGNATURE;
                    });
        }
    }

    private static Optional<String> text(JwtClaims claims, String name) {
        return Optional.ofNullable(claims.getClaimValue(name))
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .filter(text -> !text.isEmpty());
    }

    private static void check(boolean holds, Code code) throws LogoutRefused {
        if (!holds) {
            throw new LogoutRefused(code);
        }
    }
}
