package dev.approvalcopilot.gateway.testing;

import dev.approvalcopilot.gateway.testing.GrantBuilder.SigningKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.OctetKeyPairJsonWebKey;
import org.jose4j.jwk.OkpJwkGenerator;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.lang.JoseException;

/** Keys for tests. */
public final class TestKeys {

    private record Key(String kid, PrivateKey privateKey, JsonWebKey jwk) implements SigningKey {}

    private TestKeys() {}

    public static SigningKey ed25519(String kid) {
        try {
            return named(OkpJwkGenerator.generateJwk(OctetKeyPairJsonWebKey.SUBTYPE_ED25519), kid);
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    public static SigningKey rsa(String kid) {
        try {
            return named(RsaJwkGenerator.generateJwk(2048), kid);
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A private JWK of an installation. */
    public static SigningKey read(Path file) {
        try {
            var key = PublicJsonWebKey.Factory.newPublicJwk(Files.readString(file));
            return named(key, key.getKeyId());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    private static SigningKey named(PublicJsonWebKey key, String kid) {
        key.setKeyId(kid);
        return new Key(kid, key.getPrivateKey(), key);
    }
}
