package dev.approvalcopilot.gateway.keys;

import java.security.PublicKey;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.OctetKeyPairJsonWebKey;
import org.jose4j.lang.JoseException;

/** A JWKS (RFC 7517) of public Ed25519 keys (RFC 8037), each with a {@code kid} of its own, and nothing else. */
final class KeyFile {

    private KeyFile() {}

    /** @throws IllegalStateException naming the file, never quoting it */
    static Map<String, PublicKey> parse(String json, String name) {
        var keys = new LinkedHashMap<String, PublicKey>();
        for (var key : read(json, name)) {
            if (!(key instanceof OctetKeyPairJsonWebKey pair) || !"Ed25519".equals(pair.getSubtype())) {
                throw new IllegalStateException(name + " holds a key that is not Ed25519");
            }
            if (pair.getPrivateKey() != null) {
                throw new IllegalStateException(
                        name + " holds a private key; it belongs to the approval-service alone");
            }
            if (pair.getKeyId() == null || keys.put(pair.getKeyId(), pair.getPublicKey()) != null) {
                throw new IllegalStateException(name + " holds a key without a kid of its own");
            }
        }
        return Map.copyOf(keys);
    }

    private static Iterable<JsonWebKey> read(String json, String name) {
        try {
            return new JsonWebKeySet(json).getJsonWebKeys();
        } catch (JoseException | RuntimeException e) {
            throw new IllegalStateException(name + " is not a JWKS");
        }
    }
}
