package dev.approvalcopilot.support.keys;

import io.quarkus.runtime.configuration.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.OctetKeyPairJsonWebKey;
import org.jose4j.lang.JoseException;

/** A file with the private Ed25519 JWK (RFC 8037) by which a service signs. */
public final class SigningKeyFile {

    private SigningKeyFile() {}

    /**
     * @param setting names the file in messages
     * @throws ConfigurationException when there is no such key with a {@code kid}; it never quotes the file
     */
    public static OctetKeyPairJsonWebKey read(Path file, String setting) {
        try {
            if (JsonWebKey.Factory.newJwk(Files.readString(file)) instanceof OctetKeyPairJsonWebKey key
                    && OctetKeyPairJsonWebKey.SUBTYPE_ED25519.equals(key.getSubtype())
                    && key.getPrivateKey() != null
                    && key.getKeyId() != null) {
                return key;
            }
        } catch (IOException e) {
            throw new ConfigurationException(setting + " cannot be read: " + file);
        } catch (JoseException e) {
            // Said below; the message of the library might quote the key.
        }
        throw new ConfigurationException(setting + " holds no private Ed25519 JWK with a kid: " + file);
    }
}
