package dev.approvalcopilot.support.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MountedKeysTest {

    private static final String SETTING = "some.keys-file";

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void mount() throws IOException {
        file = folder.resolve("keys.jwks.json");
        write("a");
    }

    private void write(String... kids) throws IOException {
        var keys = Stream.of(kids).map(NewKeys::ed25519).toList();
        Files.writeString(file, new JsonWebKeySet(List.copyOf(keys)).toJson(OutputControlLevel.PUBLIC_ONLY));
    }

    private MountedKeys keys() {
        return new MountedKeys(file, SETTING);
    }

    @Test
    void findsOnlyWhatIsMounted() {
        assertThat(keys().find("a")).isPresent();
        assertThat(keys().find("b")).isEmpty();
        assertThat(keys().count()).isEqualTo(1);
    }

    @Test
    void aKeyThatIsTakenOutIsDeadAtOnceAndAnAddedOneLives() throws IOException {
        var keys = keys();

        write("b", "c");

        assertThat(keys.find("a")).isEmpty();
        assertThat(keys.find("c")).isPresent();
    }

    @Test
    void anUnreadableFileOpensNothing() throws IOException {
        var keys = keys();

        Files.delete(file);

        assertThatThrownBy(() -> keys.find("a")).isInstanceOf(UncheckedIOException.class);
        assertThat(keys.count()).isZero();
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
        assertThatThrownBy(this::keys).hasMessageContaining(SETTING).hasMessageContaining("no key");

        Files.delete(file);
        assertThatThrownBy(this::keys).hasMessageContaining(SETTING);
    }
}
