package dev.approvalcopilot.gateway.operator;

import dev.approvalcopilot.gateway.operator.TokenRefused.Reason;
import java.security.Key;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.lang.JoseException;

/**
 * Judges an Auth0 access token, in both of Auth0's profiles, as an operator's (RFC 9068 section 4, stricter). Pure: keys and time
 * are arguments.
 *
 * @param issuer the tenant, with its slash
 * @param audience this API and no other
 * @param clients applications through which operators act; an agent's own is none of them
 */
record OperatorTokens(String issuer, String audience, Set<String> clients) {

    /** What Auth0 must list in {@code permissions}; a scope alone is only what an application asked for. */
    static final String PERMISSION = "halts:write";

    private static final int MAX_LENGTH = 8 * 1024;
    private static final Duration SKEW = Duration.ofSeconds(5);
    private static final Set<String> UNWANTED_HEADERS = Set.of("jku", "x5u", "jwk", "crit");

    OperatorTokens {
        clients = Set.copyOf(clients);
    }

    /**
     * @return the operator's OIDC {@code sub}
     * @throws TokenRefused with the first check that failed
     */
    String verify(String token, Collection<? extends JsonWebKey> keys, Instant now) throws TokenRefused {
        var claims = checkSignature(token, keys);
        try {
            check(issuer.equals(claims.getIssuer()), Reason.ISSUER);
            check(claims.getAudience().contains(audience), Reason.AUDIENCE);
            checkTimes(claims, now);
            return checkOperator(claims);
        } catch (MalformedClaimException e) {
            throw new TokenRefused(Reason.MALFORMED);
        }
    }

    private static JwtClaims checkSignature(String token, Collection<? extends JsonWebKey> keys) throws TokenRefused {
        check(token.length() <= MAX_LENGTH, Reason.TOO_LARGE);
        try {
            var jws = new JsonWebSignature();
            jws.setAlgorithmConstraints(
                    new AlgorithmConstraints(ConstraintType.PERMIT, AlgorithmIdentifiers.RSA_USING_SHA256));
            jws.setCompactSerialization(token);
            check(AlgorithmIdentifiers.RSA_USING_SHA256.equals(jws.getAlgorithmHeaderValue()), Reason.ALGORITHM);
            for (var header : UNWANTED_HEADERS) {
                check(jws.getHeaders().getObjectHeaderValue(header) == null, Reason.HEADER);
            }
            jws.setKey(keyNamed(jws.getKeyIdHeaderValue(), keys));
            check(jws.verifySignature(), Reason.SIGNATURE);
            return JwtClaims.parse(jws.getPayload());
        } catch (JoseException | InvalidJwtException e) {
            throw new TokenRefused(Reason.MALFORMED);
        }
    }

    private static Key keyNamed(String kid, Collection<? extends JsonWebKey> keys) throws TokenRefused {
        return keys.stream()
                .filter(key -> key.getKeyId() != null && key.getKeyId().equals(kid))
                .filter(key -> "RSA".equals(key.getKeyType()))
                .findFirst()
                .orElseThrow(() -> new TokenRefused(Reason.KEY))
                .getKey();
    }

    private static void checkTimes(JwtClaims claims, Instant now) throws TokenRefused, MalformedClaimException {
        var expires = claims.getExpirationTime();
        var issued = claims.getIssuedAt();
        check(expires != null && issued != null, Reason.EXPIRED);
        check(now.isBefore(instant(expires)), Reason.EXPIRED);
        check(!instant(issued).isAfter(now.plus(SKEW)), Reason.EXPIRED);
        var notBefore = claims.getNotBefore();
        check(notBefore == null || !instant(notBefore).isAfter(now.plus(SKEW)), Reason.EXPIRED);
    }

    private static Instant instant(NumericDate date) {
        return Instant.ofEpochSecond(date.getValue());
    }

    /** A person's {@code sub} is {@code provider|id}; an application's own token carries {@code CLIENT_ID@clients}. */
    private String checkOperator(JwtClaims claims) throws TokenRefused, MalformedClaimException {
        var sub = claims.getSubject();
        boolean person = sub != null && sub.indexOf('|') > 0 && !sub.endsWith("@clients") && !claims.hasClaim("gty");
        if (!person) {
            throw new TokenRefused(Reason.NO_PERSON, sub);
        }
        var client = claims.hasClaim("azp") ? claims.getClaimValue("azp") : claims.getClaimValue("client_id");
        if (!(client instanceof String id) || !clients.contains(id)) {
            throw new TokenRefused(Reason.CLIENT, sub);
        }
        if (!(claims.getClaimValue("permissions") instanceof List<?> list) || !list.contains(PERMISSION)) {
            throw new TokenRefused(Reason.PERMISSION, sub);
        }
        return sub;
    }

    private static void check(boolean holds, Reason reason) throws TokenRefused {
        if (!holds) {
            throw new TokenRefused(reason);
        }
    }
}
