package dev.approvalcopilot.contracts.jws;

import dev.approvalcopilot.contracts.jws.JwsRefused.Reason;
import java.security.Key;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwk.OctetKeyPairJsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;

/**
 * The JWS layer (RFC 7515, RFC 8037, RFC 8725): written form, algorithm, header, key, signature, type. One JWS has one text
 * here: a base64url part that decodes to the same bytes but is written otherwise is refused, although single use does not
 * rest on that.
 */
public final class Jws {

    /** jose4j 0.9.6 knows Ed25519 by this name only; the keys are Ed25519 and nothing else. */
    private static final String ALGORITHM = AlgorithmIdentifiers.EDDSA;

    private static final Pattern COMPACT = Pattern.compile("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+");
    private static final List<String> UNWANTED = List.of("jku", "x5u", "jwk", "x5c", "crit", "zip", "b64");

    private Jws() {}

    /** @param typ what is signed; a verifier of something else refuses it */
    public static String sign(OctetKeyPairJsonWebKey key, String typ, String payload) {
        var jws = new JsonWebSignature();
        jws.setAlgorithmHeaderValue(ALGORITHM);
        jws.setKeyIdHeaderValue(key.getKeyId());
        jws.setHeader("typ", typ);
        jws.setPayload(payload);
        jws.setKey(key.getPrivateKey());
        try {
            return jws.getCompactSerialization();
        } catch (JoseException e) {
            // Without the cause: its message might quote the key.
            throw new IllegalStateException("the key " + key.getKeyId() + " does not sign");
        }
    }

    /** The signed text. @throws JwsRefused with the first check that failed */
    public static String payload(String compact, String typ, PublicKeys keys) throws JwsRefused {
        checkWrittenForm(compact);
        try {
            var jws = new JsonWebSignature();
            jws.setAlgorithmConstraints(new AlgorithmConstraints(ConstraintType.PERMIT, ALGORITHM));
            jws.setCompactSerialization(compact);
            check(ALGORITHM.equals(jws.getAlgorithmHeaderValue()), Reason.ALGORITHM);
            for (var name : UNWANTED) {
                check(jws.getHeaders().getObjectHeaderValue(name) == null, Reason.HEADER);
            }
            jws.setKey(keyOf(jws, keys));
            check(jws.verifySignature(), Reason.SIGNATURE);
            check(typ.equals(jws.getHeader("typ")), Reason.TYPE);
            return jws.getPayload();
        } catch (JoseException e) {
            throw new JwsRefused(Reason.MALFORMED);
        }
    }

    private static void checkWrittenForm(String compact) throws JwsRefused {
        check(COMPACT.matcher(compact).matches(), Reason.MALFORMED);
        for (var part : compact.split("\\.")) {
            try {
                var again = Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(Base64.getUrlDecoder().decode(part));
                check(again.equals(part), Reason.MALFORMED);
            } catch (IllegalArgumentException e) {
                throw new JwsRefused(Reason.MALFORMED);
            }
        }
    }

    private static Key keyOf(JsonWebSignature jws, PublicKeys keys) throws JwsRefused {
        var kid = jws.getKeyIdHeaderValue();
        check(kid != null, Reason.UNKNOWN_KEY);
        return keys.find(kid).orElseThrow(() -> new JwsRefused(Reason.UNKNOWN_KEY));
    }

    private static void check(boolean holds, Reason reason) throws JwsRefused {
        if (!holds) {
            throw new JwsRefused(reason);
        }
    }
}
