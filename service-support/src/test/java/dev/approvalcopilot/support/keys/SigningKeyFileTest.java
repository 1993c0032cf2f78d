package dev.approvalcopilot.support.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.quarkus.runtime.configuration.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.OctetKeyPairJsonWebKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SigningKeyFileTest {

    private static final String SETTING = "some.signing-key-file";

    @TempDir
    private Path folder;

    private Path file(String curve, String kid, OutputControlLevel level) throws IOException {
        return Files.writeString(
                folder.resolve(UUID.randomUUID() + ".json"),
                NewKeys.okp(curve, kid).toJson(level));
    }

    private static OctetKeyPairJsonWebKey read(Path file) {
        return SigningKeyFile.read(file, SETTING);
    }

    @Test
    void readsAPrivateKey() throws IOException {
        assertThat(read(file("Ed25519", "key-1", OutputControlLevel.INCLUDE_PRIVATE))
                        .getKeyId())
                .isEqualTo("key-1");
    }

    @Test
    void saysWhichFileIsMissing() {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> read(folder.resolve("none.json")))
                .withMessageContaining(SETTING)
                .withMessageContaining("none.json");
    }

    @Test
    void refusesAPublicKeyAnUnnamedOneAndAnotherCurve() throws IOException {
        for (var file : new Path[] {
            file("Ed25519", "key-1", OutputControlLevel.PUBLIC_ONLY),
            file("Ed25519", null, OutputControlLevel.INCLUDE_PRIVATE),
            file("X25519", "key-1", OutputControlLevel.INCLUDE_PRIVATE),
            Files.writeString(folder.resolve("text.json"), "no key")
        }) {
            assertThatExceptionOfType(ConfigurationException.class)
                    .isThrownBy(() -> read(file))
                    .withMessageContaining("holds no private Ed25519 JWK");
        }
    }
}
