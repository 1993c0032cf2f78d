package dev.approvalcopilot.approval.session;

import dev.approvalcopilot.approval.session.LogoutRefused.Code;
import java.security.Key;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.lang.JoseException;

/**
 * Judges a logout token: OpenID Connect Back-Channel Logout 1.0, section 2.6, and no older than Auth0 makes them (two minutes).
 * A token that comes twice ends what has ended. Pure: keys and time are arguments.
 *
 * @param issuer   the tenant, with its slash
 * @param clientId of the page
 */
record LogoutTokenVerifier(String issuer, String clientId) {
    private static final String LOGOUT = "http://schemas.openid.net/event/backchannel-logout";
    private static final int MAX_LENGTH = 8 * 1024;
    private static final Duration SKEW = Duration.ofSeconds(5);
    private static final Duration OLDEST = Duration.ofMinutes(2);
    private static final Set<String> UNWANTED_HEADERS = Set.of("jku", "x5u", "jwk", "crit");
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
        var expires = Instant.ofEpochSecond(claims.getExpirationTime().getValue());
        check(!issuedAt.isAfter(now.plus(SKEW)), Code.TIMES);
        check(!issuedAt.plus(OLDEST).plus(SKEW).isBefore(now), Code.TIMES);
        check(now.isBefore(expires.plus(SKEW)), Code.TIMES);
    }

    private static JwtClaims checkSignature(String token, Collection<? extends JsonWebKey> keys) throws LogoutRefused {
        check(token.length() <= MAX_LENGTH, Code.TOO_LARGE);
        try {
            var jws = new JsonWebSignature();
            jws.setAlgorithmConstraints(
                    new AlgorithmConstraints(ConstraintType.PERMIT, AlgorithmIdentifiers.RSA_USING_SHA256));
            jws.setCompactSerialization(token);
            check(AlgorithmIdentifiers.RSA_USING_SHA256.equals(jws.getAlgorithmHeaderValue()), Code.ALGORITHM);
            for (var header : UNWANTED_HEADERS) {
                check(jws.getHeaders().getObjectHeaderValue(header) == null, Code.KEY);
            }
            jws.setKey(keyNamed(jws.getKeyIdHeaderValue(), keys));
            check(jws.verifySignature(), Code.SIGNATURE);
            var typ = jws.getHeader("typ");
            check(typ == null || TYPES.contains(typ.toLowerCase(Locale.ROOT)), Code.TYPE);
            return JwtClaims.parse(jws.getPayload());
        } catch (JoseException | InvalidJwtException e) {
            throw new LogoutRefused(Code.SIGNATURE);
        }
    }

    private static Key keyNamed(String kid, Collection<? extends JsonWebKey> keys) throws LogoutRefused {
        return keys.stream()
                .filter(key -> key.getKeyId() != null && key.getKeyId().equals(kid))
                .filter(key -> "RSA".equals(key.getKeyType()))
                .findFirst()
                .orElseThrow(() -> new LogoutRefused(Code.KEY))
                .getKey();
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
