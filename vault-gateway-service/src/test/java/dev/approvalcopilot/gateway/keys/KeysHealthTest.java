package dev.approvalcopilot.gateway.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.approvalcopilot.gateway.testing.TestConfig;
import dev.approvalcopilot.gateway.testing.TestKeys;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeysHealthTest {

    private static final String GRANTS = "gateway.grant.keys-file";
    private static final String CLASSIFICATIONS = "gateway.classification.keys-file";

    @TempDir
    Path folder;

    @BeforeEach
    void mount() throws IOException {
        for (var setting : new String[] {GRANTS, CLASSIFICATIONS}) {
            var key = TestKeys.ed25519("key-of-" + setting).jwk();
            Files.writeString(file(setting), new JsonWebKeySet(key).toJson(OutputControlLevel.PUBLIC_ONLY));
        }
    }

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    private Path file(String setting) {
        return folder.resolve(setting);
    }

    private TrustedKeys keys() {
        return new TrustedKeys(TestConfig.with(Map.of(
                GRANTS, file(GRANTS).toString(),
                CLASSIFICATIONS, file(CLASSIFICATIONS).toString())));
    }

    @Test
    void aKeyOfOneServiceIsNoneOfTheOther() {
        var keys = keys();

        assertThat(keys.ofGrants().find("key-of-" + GRANTS)).isPresent();
        assertThat(keys.ofGrants().find("key-of-" + CLASSIFICATIONS)).isEmpty();
        assertThat(keys.ofClassifications().find("key-of-" + GRANTS)).isEmpty();
        assertThat(new KeysHealth(keys, meters).call().getStatus()).isEqualTo(Status.UP);
    }

    @ParameterizedTest
    @ValueSource(strings = {GRANTS, CLASSIFICATIONS})
    void anUnreadableFileIsToldAndWithoutOneTheStartFails(String setting) throws IOException {
        var keys = keys();
        var health = new KeysHealth(keys, meters);

        Files.delete(file(setting));

        assertThat(health.call().getStatus()).isEqualTo(Status.UP);
        var of = setting.equals(GRANTS) ? "grants" : "classifications";
        assertThat(health.call().getData().orElseThrow()).containsEntry(of, 0L);
        assertThat(meters.get("gateway.keys").tag("of", of).gauge().value()).isZero();
        assertThatThrownBy(this::keys).hasMessageContaining(setting);
    }
}
