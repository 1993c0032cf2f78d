package dev.approvalcopilot.contracts.auth0;

import dev.approvalcopilot.contracts.auth0.TenantTokenRefused.Reason;
import java.security.Key;
import java.util.Collection;
import java.util.Set;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.lang.JoseException;

/**
 * A JWT whose RS256 signature verified with a key of the tenant (RFC 7515, RFC 8725). Its claims are still to be judged.
 *
 * @param typ as its header says; null where it says none
 */
public record TenantToken(JwtClaims claims, String typ) {

    /** The longest token that is looked at, in characters: a person in 500 groups, named by GUIDs, has one of 27,000 (ADR 0037). */
    public static final int MAX_LENGTH = 32 * 1024;

    private static final Set<String> UNWANTED_HEADERS = Set.of("jku", "x5u", "jwk", "crit");

    /** @throws TenantTokenRefused with the first check that failed */
    public static TenantToken verified(String compact, Collection<? extends JsonWebKey> keys)
            throws TenantTokenRefused {
        check(compact != null && compact.length() <= MAX_LENGTH, Reason.TOO_LARGE);
        try {
            var jws = new JsonWebSignature();
            jws.setAlgorithmConstraints(
                    new AlgorithmConstraints(ConstraintType.PERMIT, AlgorithmIdentifiers.RSA_USING_SHA256));
            jws.setCompactSerialization(compact);
            check(AlgorithmIdentifiers.RSA_USING_SHA256.equals(jws.getAlgorithmHeaderValue()), Reason.ALGORITHM);
            for (var header : UNWANTED_HEADERS) {
                check(jws.getHeaders().getObjectHeaderValue(header) == null, Reason.HEADER);
            }
            jws.setKey(keyNamed(jws.getKeyIdHeaderValue(), keys));
            check(jws.verifySignature(), Reason.SIGNATURE);
            return new TenantToken(JwtClaims.parse(jws.getPayload()), jws.getHeader("typ"));
        } catch (JoseException | InvalidJwtException e) {
            throw new TenantTokenRefused(Reason.MALFORMED);
        }
    }

    private static Key keyNamed(String kid, Collection<? extends JsonWebKey> keys) throws TenantTokenRefused {
        return keys.stream()
                .filter(key -> key.getKeyId() != null && key.getKeyId().equals(kid))
                .filter(key -> "RSA".equals(key.getKeyType()))
                .findFirst()
                .orElseThrow(() -> new TenantTokenRefused(Reason.KEY))
                .getKey();
    }

    private static void check(boolean holds, Reason reason) throws TenantTokenRefused {
        if (!holds) {
            throw new TenantTokenRefused(reason);
        }
    }

    /** Without the claims. */
    @Override
    public String toString() {
        return "TenantToken[]";
    }
}
