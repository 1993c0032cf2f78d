package dev.approvalcopilot.system.testing;

import dev.approvalcopilot.local.stack.Installation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.UUID;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.OctetKeyPairJsonWebKey;
import org.jose4j.jwk.OkpJwkGenerator;
import org.jose4j.lang.JoseException;

/** One signer's key file and the files in which its public keys are mounted, as an operator changes them. */
public final class Keyring {
    private final Path signer;
    private final List<Path> readers;

    private Keyring(Path signer, List<Path> readers) {
        this.signer = signer;
        this.readers = readers;
    }

    /** The approval-service signs, the gateway reads. */
    public static Keyring ofGrants(Installation installation) {
        var keys = installation.home().resolve("keys");
        return new Keyring(
                keys.resolve("approval/grant-signing.jwk.json"), List.of(keys.resolve("gateway/grant-keys.jwks.json")));
    }

    /** The risk-service signs, approval-service and gateway read. */
    public static Keyring ofClassifications(Installation installation) {
        var keys = installation.home().resolve("keys");
        return new Keyring(
                keys.resolve("risk/classification-signing.jwk.json"),
                List.of(
                        keys.resolve("approval/classification-keys.jwks.json"),
                        keys.resolve("gateway/classification-keys.jwks.json")));
    }

    public static OctetKeyPairJsonWebKey newKey() throws JoseException {
        var key = OkpJwkGenerator.generateJwk(OctetKeyPairJsonWebKey.SUBTYPE_ED25519);
        key.setKeyId(UUID.randomUUID().toString());
        key.setAlgorithm("EdDSA");
        key.setUse("sig");
        return key;
    }

    /** What the signer reads at its next start. */
    public OctetKeyPairJsonWebKey signing() throws IOException, JoseException {
        return (OctetKeyPairJsonWebKey) JsonWebKey.Factory.newJwk(Files.readString(signer));
    }

    /** From its next start on. */
    public void signWith(OctetKeyPairJsonWebKey key) throws IOException {
        replace(signer, key.toJson(OutputControlLevel.INCLUDE_PRIVATE));
    }

    /** These keys and no others are believed, from the next look on. */
    public void publish(OctetKeyPairJsonWebKey... keys) throws IOException {
        for (var reader : readers) {
            replace(reader, new JsonWebKeySet(keys).toJson(OutputControlLevel.PUBLIC_ONLY));
        }
    }

    /** In one step, as Kubernetes changes a mounted file. */
    private static void replace(Path file, String text) throws IOException {
        var next = Files.writeString(file.resolveSibling(file.getFileName() + ".next"), text);
        Files.setPosixFilePermissions(next, Files.getPosixFilePermissions(file));
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
