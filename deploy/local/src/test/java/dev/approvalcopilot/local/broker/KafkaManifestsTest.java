package dev.approvalcopilot.local.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaManifestsTest {
    private static final Path ROOT = Path.of(System.getProperty("repository.root"));

    @Test
    void theCommittedFilesAreWhatTheTopicsSay() throws Exception {
        assertThat(KafkaManifests.stale(ROOT))
                .as("files that differ from what Topic says; run ./dev generate and commit them")
                .isEmpty();
    }

    @Test
    void aFileThatSomebodyEditedIsStaleUntilItIsWrittenAgain(@TempDir Path root) throws Exception {
        assertThat(KafkaManifests.write(root)).hasSize(2);
        assertThat(KafkaManifests.write(root)).isEmpty();
        var users = root.resolve("k8s/base/kafka/users.yaml");
        Files.writeString(users, Files.readString(users).replace("[Read]", "[Read, Write]"));

        assertThat(KafkaManifests.stale(root)).containsExactly(root.relativize(users));
        assertThat(KafkaManifests.write(root)).containsExactly(root.relativize(users));
        assertThat(Files.readString(users)).isEqualTo(Files.readString(ROOT.resolve(root.relativize(users))));
    }
}
