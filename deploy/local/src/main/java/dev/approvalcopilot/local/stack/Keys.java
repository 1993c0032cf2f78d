package dev.approvalcopilot.local.stack;

import dev.approvalcopilot.contracts.event.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.OctetKeyPairJsonWebKey;
import org.jose4j.jwk.OkpJwkGenerator;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.lang.JoseException;

/**
 * The three key pairs of an installation. A private key is written once and stays; the public half beside it is derived
 * again at each start.
 */
final class Keys {
    private final Path directory;

    Keys(Path directory) {
        this.directory = directory;
    }

    /** Private Ed25519 JWK with which the approval-service signs grants. */
    Path grantSigningKey() {
        return directory.resolve("approval/grant-signing.jwk.json");
    }

    /** Public JWKS that the gateway checks grants with. */
    Path grantKeys() {
        return directory.resolve("gateway/grant-keys.jwks.json");
    }

    /** Private Ed25519 JWK with which the risk-service signs classifications. */
    Path classificationSigningKey() {
        return directory.resolve("risk/classification-signing.jwk.json");
    }

    /** Public JWKS that a service checks classifications with: the approval-service and the gateway. */
    Path classificationKeys(Service reader) {
        return directory.resolve(reader.id() + "/classification-keys.jwks.json");
    }

    /** Private RSA JWK with which the gateway logs in at Auth0 (private_key_jwt). */
    Path vaultClientKey() {
        return directory.resolve("gateway/vault-client.jwk.json");
    }

    /** Public JWKS registered at Auth0 for that client. */
    Path vaultClientKeys() {
        return directory.resolve("auth0/vault-client.jwks.json");
    }

    /** Members of the public half of {@link #vaultClientKey()}. */
    Map<String, Object> vaultClientPublicKey() throws IOException {
        try {
            return new JsonWebKeySet(Files.readString(vaultClientKeys()))
                    .getJsonWebKeys()
                    .getFirst()
                    .toParams(OutputControlLevel.PUBLIC_ONLY);
        } catch (JoseException e) {
            throw new IOException("cannot read " + vaultClientKeys(), e);
        }
    }

    void createMissing() throws IOException {
        try {
            createEd25519(grantSigningKey());
            createEd25519(classificationSigningKey());
            if (!Files.exists(vaultClientKey())) {
                var key = RsaJwkGenerator.generateJwk(2048);
                key.setAlgorithm("RS256");
                writePrivate(key, vaultClientKey());
            }
            writePublic(grantSigningKey(), grantKeys());
            writePublic(classificationSigningKey(), classificationKeys(Service.APPROVAL));
            writePublic(classificationSigningKey(), classificationKeys(Service.GATEWAY));
            writePublic(vaultClientKey(), vaultClientKeys());
        } catch (JoseException e) {
            throw new IOException("cannot make or read the keys in " + directory, e);
        }
    }

    private static void createEd25519(Path file) throws IOException, JoseException {
        if (!Files.exists(file)) {
            var key = OkpJwkGenerator.generateJwk(OctetKeyPairJsonWebKey.SUBTYPE_ED25519);
            key.setAlgorithm("EdDSA");
            writePrivate(key, file);
        }
    }

    private static void writePrivate(PublicJsonWebKey key, Path file) throws IOException {
        key.setKeyId(UUID.randomUUID().toString());
        key.setUse("sig");
        PrivateFiles.write(file, key.toJson(OutputControlLevel.INCLUDE_PRIVATE));
    }

    private static void writePublic(Path privateKey, Path file) throws IOException, JoseException {
        var key = PublicJsonWebKey.Factory.newPublicJwk(Files.readString(privateKey));
        PrivateFiles.write(file, new JsonWebKeySet(key).toJson(OutputControlLevel.PUBLIC_ONLY));
    }
}
