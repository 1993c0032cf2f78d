package dev.approvalcopilot.gateway.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.approvalcopilot.gateway.testing.TestConfig;
import dev.approvalcopilot.gateway.testing.TestKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MountedKeysTest {

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void mount() throws IOException {
        file = folder.resolve("grant-keys.jwks.json");
        write("a");
    }

    private void write(String... kids) throws IOException {
        var keys = Stream.of(kids).map(kid -> TestKeys.ed25519(kid).jwk()).toList();
        Files.writeString(file, new JsonWebKeySet(List.copyOf(keys)).toJson(OutputControlLevel.PUBLIC_ONLY));
    }

    private MountedKeys keys() {
        return new MountedKeys(TestConfig.with(Map.of("gateway.grant.keys-file", file.toString())));
    }

    @Test
    void findsOnlyWhatIsMounted() {
        assertThat(keys().find("a")).isPresent();
        assertThat(keys().find("b")).isEmpty();
    }

    @Test
    void aKeyThatIsTakenOutIsDeadAtOnceAndAnAddedOneLives() throws IOException {
        var keys = keys();

        write("b", "c");

        assertThat(keys.find("a")).isEmpty();
        assertThat(keys.find("c")).isPresent();
    }

    @Test
    void anUnreadableFileOpensNothingAndMakesNotReady() throws IOException {
        var keys = keys();

        Files.delete(file);

        assertThatThrownBy(() -> keys.find("a")).isInstanceOf(UncheckedIOException.class);
        assertThat(new KeysHealth(keys).call().getStatus()).isEqualTo(Status.DOWN);
    }

    @Test
    void aBrokenFileOpensNothingUntilItIsMended() throws IOException {
        var keys = keys();

        Files.writeString(file, "{");
        assertThatThrownBy(() -> keys.find("a")).isInstanceOf(UncheckedIOException.class);
        write("b", "c");

        assertThat(keys.find("b")).isPresent();
    }

    @Test
    void withoutAKeyTheStartFailsAndNamesTheSetting() throws IOException {
        Files.writeString(file, "{\"keys\":[]}");
        assertThatThrownBy(this::keys)
                .hasMessageContaining("gateway.grant.keys-file")
                .hasMessageContaining("no key");

        Files.delete(file);
        assertThatThrownBy(this::keys).hasMessageContaining("gateway.grant.keys-file");
    }
}
