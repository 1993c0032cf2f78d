package dev.approvalcopilot.local.auth0;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.List;
import java.util.Map;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;

/** The tenant's signing key. Kept in a file, tokens outlive a restart of the stand-in. No {@code x5c}: nobody reads it. */
final class Keys {
    private final RsaJsonWebKey key;

    private Keys(RsaJsonWebKey key) {
        this.key = key;
    }

    static Keys generated() {
        try {
            var key = RsaJwkGenerator.generateJwk(2048);
            key.setKeyId(Secrets.random(16));
            key.setUse("sig");
            key.setAlgorithm(AlgorithmIdentifiers.RSA_USING_SHA256);
            return new Keys(key);
        } catch (JoseException e) {
            throw new IllegalStateException("every JDK makes RSA keys", e);
        }
    }

    /** Reads the private JWK, or makes one and writes it with mode 600. */
    static Keys stored(Path file) {
        try {
            if (Files.exists(file)) {
                return new Keys((RsaJsonWebKey) JsonWebKey.Factory.newJwk(Files.readString(file)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (JoseException | ClassCastException e) {
            throw new IllegalArgumentException("not a private RSA key as a JWK: " + file, e);
        }
        var keys = generated();
        Tenant.writePrivately(file, keys.key.toJson(JsonWebKey.OutputControlLevel.INCLUDE_PRIVATE));
        return keys;
    }

    String sign(Map<String, Object> claims) {
        var jws = new JsonWebSignature();
        jws.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
        jws.setHeader("typ", "JWT");
        jws.setKeyIdHeaderValue(key.getKeyId());
        jws.setKey(key.getPrivateKey());
        jws.setPayload(Json.write(claims));
        try {
            return jws.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException("the own key signs", e);
        }
    }

    PublicKey publicKey() {
        return key.getPublicKey();
    }

    String jwks() {
        return new JsonWebKeySet(List.of(key)).toJson(JsonWebKey.OutputControlLevel.PUBLIC_ONLY);
    }
}
