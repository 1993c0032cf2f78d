package dev.approvalcopilot.support.keys;

import org.jose4j.jwk.OctetKeyPairJsonWebKey;
import org.jose4j.jwk.OkpJwkGenerator;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.lang.JoseException;

/** Keys for tests. */
final class NewKeys {

    private NewKeys() {}

    static PublicJsonWebKey ed25519(String kid) {
        return okp(OctetKeyPairJsonWebKey.SUBTYPE_ED25519, kid);
    }

    static PublicJsonWebKey okp(String curve, String kid) {
        try {
            return named(OkpJwkGenerator.generateJwk(curve), kid);
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    static PublicJsonWebKey rsa(String kid) {
        try {
            return named(RsaJwkGenerator.generateJwk(2048), kid);
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    private static PublicJsonWebKey named(PublicJsonWebKey key, String kid) {
        key.setKeyId(kid);
        return key;
    }
}
