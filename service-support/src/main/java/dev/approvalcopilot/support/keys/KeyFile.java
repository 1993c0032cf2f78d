package dev.approvalcopilot.support.keys;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.approvalcopilot.contracts.json.Json;
import java.security.PublicKey;
import java.util.LinkedHashMap;
import java.util.List;
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
                throw new IllegalStateException(name + " holds a private key; it belongs to the one that signs");
            }
            if (pair.getKeyId() == null || keys.put(pair.getKeyId(), pair.getPublicKey()) != null) {
                throw new IllegalStateException(name + " holds a key without a kid of its own");
            }
        }
        return Map.copyOf(keys);
    }

    /** jose4j passes over keys that it cannot read; here a key that is there counts. */
    private static List<JsonWebKey> read(String json, String name) {
        try {
            var keys = new JsonWebKeySet(json).getJsonWebKeys();
            if (keys.size() == Json.MAPPER.readTree(json).path("keys").size()) {
                return keys;
            }
        } catch (JoseException | JsonProcessingException | RuntimeException e) {
            // The cause may quote the file: the line below says all that is needed.
        }
        throw new IllegalStateException(name + " is not a JWKS");
    }
}
