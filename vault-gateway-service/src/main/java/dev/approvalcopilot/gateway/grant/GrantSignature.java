package dev.approvalcopilot.gateway.grant;

import static dev.approvalcopilot.gateway.grant.GrantChecks.check;

import dev.approvalcopilot.contracts.grant.GrantClaims;
import java.security.Key;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;

/**
 * The JWS layer (RFC 7515, RFC 8037, RFC 8725): written form, algorithm, header, key, signature, type. One JWS has one text
 * here: a base64url part that decodes to the same bytes but is written otherwise is refused, although single use does not
 * rest on that.
 */
final class GrantSignature {

    /** jose4j 0.9.6 knows Ed25519 by this name only; the mounted keys are Ed25519 and nothing else. */
    private static final String ALGORITHM = AlgorithmIdentifiers.EDDSA;

    private static final Pattern COMPACT = Pattern.compile("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+");
    private static final List<String> UNWANTED = List.of("jku", "x5u", "jwk", "x5c", "crit", "zip", "b64");

    private final GrantKeys keys;

    GrantSignature(GrantKeys keys) {
        this.keys = keys;
    }

    /** The signed text. */
    String payload(String compact) throws GrantRefused {
        checkWrittenForm(compact);
        try {
            var jws = new JsonWebSignature();
            jws.setAlgorithmConstraints(new AlgorithmConstraints(ConstraintType.PERMIT, ALGORITHM));
            jws.setCompactSerialization(compact);
            check(ALGORITHM.equals(jws.getAlgorithmHeaderValue()), RefusalCode.ALGORITHM);
            checkHeader(jws);
            jws.setKey(keyOf(jws));
            check(jws.verifySignature(), RefusalCode.SIGNATURE);
            check(GrantClaims.TYP.equals(jws.getHeader("typ")), RefusalCode.TYPE);
            return jws.getPayload();
        } catch (JoseException e) {
            throw new GrantRefused(RefusalCode.MALFORMED);
        }
    }

    private static void checkWrittenForm(String compact) throws GrantRefused {
        check(COMPACT.matcher(compact).matches(), RefusalCode.MALFORMED);
        for (var part : compact.split("\\.")) {
            try {
                var again = Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(Base64.getUrlDecoder().decode(part));
                check(again.equals(part), RefusalCode.MALFORMED);
            } catch (IllegalArgumentException e) {
                throw new GrantRefused(RefusalCode.MALFORMED);
            }
        }
    }

    private static void checkHeader(JsonWebSignature jws) throws GrantRefused {
        for (var name : UNWANTED) {
            check(jws.getHeaders().getObjectHeaderValue(name) == null, RefusalCode.HEADER);
        }
    }

    private Key keyOf(JsonWebSignature jws) throws GrantRefused {
        var kid = jws.getKeyIdHeaderValue();
        check(kid != null, RefusalCode.UNKNOWN_KEY);
        return keys.find(kid).orElseThrow(() -> new GrantRefused(RefusalCode.UNKNOWN_KEY));
    }
}
