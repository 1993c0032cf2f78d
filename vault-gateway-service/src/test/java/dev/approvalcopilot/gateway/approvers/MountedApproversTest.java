package dev.approvalcopilot.gateway.approvers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.approvalcopilot.contracts.manifest.ToolCatalog;
import dev.approvalcopilot.gateway.grant.EligibleGroups;
import dev.approvalcopilot.gateway.grant.EligibleGroups.Reach;
import dev.approvalcopilot.gateway.testing.TestConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MountedApproversTest {

    private static final ToolCatalog TOOLS = ToolCatalog.load(Path.of(System.getProperty("repository.root"), "tools"));

    @TempDir
    Path folder;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private Path file;

    @BeforeEach
    void mount() throws IOException {
        file = folder.resolve("approvers.yaml");
        Files.writeString(file, "groups: {security: {connections: [github]}}");
    }

    private MountedApprovers approvers() {
        return new MountedApprovers(TestConfig.with(Map.of("gateway.approvers.file", file.toString())), TOOLS);
    }

    private HealthCheckResponse health(MountedApprovers approvers) {
        return new ApproversHealth(approvers, meters).call();
    }

    private Object isReadable(MountedApprovers approvers) {
        return health(approvers).getData().orElseThrow().get("readable");
    }

    @Test
    void withoutAFileNobodyButThePrincipalApproves() {
        var approvers = new MountedApprovers(TestConfig.with(Map.of()), TOOLS);

        assertThat(approvers.get()).isEqualTo(EligibleGroups.NONE);
        assertThat(health(approvers).getStatus()).isEqualTo(Status.UP);
    }

    @Test
    void aGroupThatIsTakenOutMayApproveNothingFromThenOn() throws IOException {
        var approvers = approvers();
        assertThat(approvers.get().reach()).containsOnlyKeys("security");

        Files.writeString(file, "groups: {legal: {tools: [gmail.send_message]}}");

        assertThat(approvers.get().reach()).containsOnlyKeys("legal");
        assertThat(health(approvers).getData().orElseThrow()).containsEntry("groups", 1L);
    }

    @Test
    void aBrokenFileSaysNothingUntilItIsMendedAndTheKillSwitchStaysInReach() throws IOException {
        var approvers = approvers();

        Files.writeString(file, "groups: {security: {connection: [github]}}");
        assertThatThrownBy(approvers::get).isInstanceOf(UncheckedIOException.class);
        assertThat(health(approvers).getStatus()).isEqualTo(Status.UP);
        assertThat(isReadable(approvers)).isEqualTo(false);
        assertThat(meters.get("gateway.approvers.readable").gauge().value()).isZero();

        mount();
        assertThat(approvers.get().reach()).containsOnlyKeys("security");
        assertThat(isReadable(approvers)).isEqualTo(true);
        assertThat(meters.get("gateway.approvers.readable").gauge().value()).isEqualTo(1);
    }

    @Test
    void aMissingFileIsABrokenOne() throws IOException {
        var approvers = approvers();

        Files.delete(file);

        assertThatThrownBy(approvers::get).isInstanceOf(UncheckedIOException.class);
        assertThat(isReadable(approvers)).isEqualTo(false);
    }

    @Test
    void aFileThatIsBrokenFromTheStartStopsItAndIsNamed() throws IOException {
        Files.writeString(file, "groups: {security: {}}");
        assertThatThrownBy(this::approvers)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("gateway.approvers.file")
                .hasMessageContaining("security");

        Files.delete(file);
        assertThatThrownBy(this::approvers).hasMessageContaining("gateway.approvers.file");
    }

    @Test
    void aToolThatIsNotThereYetMayBeNamed() throws IOException {
        Files.writeString(file, "groups: {security: {tools: [github.rename_repository]}}");

        assertThat(approvers().get().reach()).containsOnlyKeys("security");
        assertThat(MountedApprovers.unknown(approvers().get(), TOOLS)).containsExactly("github.rename_repository");
    }

    @Test
    void whatNoLoadedToolIsOrUsesIsNamed() {
        var groups = new EligibleGroups(Map.of(
                "security", new Reach(Set.of("github", "gitlab"), Set.of("slack.post_message")),
                "legal", new Reach(Set.of(), Set.of("slack.shout"))));

        assertThat(MountedApprovers.unknown(groups, TOOLS)).containsExactly("gitlab", "slack.shout");
    }
}
