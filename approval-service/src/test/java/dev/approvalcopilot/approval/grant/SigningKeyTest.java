package dev.approvalcopilot.approval.grant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.approvalcopilot.contracts.Ids;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.OkpJwkGenerator;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SigningKeyTest {
    @TempDir
    private Path folder;

    private Path file(String curve, String kid, OutputControlLevel level) throws JoseException, IOException {
        var key = OkpJwkGenerator.generateJwk(curve);
        key.setKeyId(kid);
        return Files.writeString(folder.resolve(Ids.next() + ".json"), key.toJson(level));
    }

    @Test
    void readsAPrivateKey() throws Exception {
        assertThat(SigningKey.read(file("Ed25519", "key-1", OutputControlLevel.INCLUDE_PRIVATE))
                        .getKeyId())
                .isEqualTo("key-1");
    }

    @Test
    void saysWhichFileIsMissing() {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> SigningKey.read(folder.resolve("none.json")))
                .withMessageContaining("approval.grant.signing-key-file")
                .withMessageContaining("none.json");
    }

    @Test
    void refusesAPublicKeyAnUnnamedOneAndAnotherCurve() throws Exception {
        for (var file : new Path[] {
            file("Ed25519", "key-1", OutputControlLevel.PUBLIC_ONLY),
            file("Ed25519", null, OutputControlLevel.INCLUDE_PRIVATE),
            file("X25519", "key-1", OutputControlLevel.INCLUDE_PRIVATE),
            Files.writeString(folder.resolve("text.json"), "no key")
        }) {
            assertThatExceptionOfType(ConfigurationException.class)
                    .isThrownBy(() -> SigningKey.read(file))
                    .withMessageContaining("holds no private Ed25519 JWK");
        }
    }
}
