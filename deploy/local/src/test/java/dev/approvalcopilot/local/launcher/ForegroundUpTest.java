package dev.approvalcopilot.local.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.approvalcopilot.contracts.event.Service;
import dev.approvalcopilot.local.stack.Part;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code ./dev up} that stays and watches over what it started: how it ends, what it leaves behind, and what keeps it from
 * starting. With no more of the stack than a case needs.
 */
@Tag("stack")
class ForegroundUpTest {
    @TempDir
    Path repository;

    private Launched launched;

    @AfterEach
    void nothingIsLeftRunning() throws Exception {
        launched.close();
    }

    private Launched.Command startedUp() throws Exception {
        launched = new Launched(repository, Set.of(Part.MODEL));
        var up = launched.dev("up");
        await().atMost(Launched.LIMIT)
                .untilAsserted(() -> assertThat(up.output()).contains("Ctrl-C stops everything"));
        return up;
    }

    @Test
    void anInterruptStopsEverything() throws Exception {
        var up = startedUp();

        up.process().destroy();

        up.exitCode();
        assertThat(up.output()).doesNotContain("error");
    }

    @Test
    void aServiceThatDiesEndsEverythingWithItsLastErrors() throws Exception {
        var up = startedUp();

        launched.process("risk").kill();

        assertThat(up.exitCode()).isEqualTo(1);
        assertThat(up.output()).contains("error: risk ended by itself; everything is stopped", "the last error");
    }

    @Test
    void downWithALauncherInTheForegroundIsNoFault() throws Exception {
        var up = startedUp();

        assertThat(launched.dev("down").exitCode()).isZero();

        up.exitCode();
        assertThat(up.output()).doesNotContain("error");
    }

    /** The services outlive it; what they use ends with it. */
    @Test
    void whatALauncherThatWasKilledLeftBehindIsMadeWhole() throws Exception {
        var up = startedUp();
        var stack = launched.process("stack");
        var services = launched.pids();
        services.remove("stack");
        up.process().destroyForcibly();
        stack.onExit().join();

        var again = launched.dev("up");

        assertThat(again.exitCode()).as(again.output()).isZero();
        assertThat(again.output()).contains("Started what was missing: stack.");
        assertThat(launched.pids()).containsAllEntriesOf(services).containsKey("stack");
        assertThat(launched.dev("down").exitCode()).isZero();
    }

    /** The database is a process of its own: the one that holds it lives on without it. */
    @Test
    void theStackIsStartedAnewWhenAPartOfItNoLongerWorks() throws Exception {
        launched = new Launched(repository, Set.of(Part.POSTGRES));
        assertThat(launched.dev("up", "-d").exitCode()).isZero();
        var before = launched.pids();
        killDatabase();
        assertThat(launched.why("postgres")).isEqualTo("nothing listens there");

        var again = launched.dev("up", "-d");

        assertThat(again.exitCode()).as(again.output()).isZero();
        assertThat(again.output())
                .contains("Does not work: postgres: nothing listens there", "Started what was missing: stack.");
        assertThat(launched.pids()).doesNotContainValue(before.remove("stack")).containsAllEntriesOf(before);
        assertThat(launched.dev("down").exitCode()).isZero();
    }

    private void killDatabase() throws IOException {
        var pidFile = launched.installation.data(Part.POSTGRES).resolve("postmaster.pid");
        var postmaster = ProcessHandle.of(
                        Long.parseLong(Files.readAllLines(pidFile).getFirst()))
                .orElseThrow();
        postmaster.destroyForcibly();
        postmaster.onExit().join();
    }

    @Test
    void aTakenPortIsOneLineAndNothingStarts() throws Exception {
        launched = new Launched(repository, Set.of(Part.MODEL));
        try (var _ = new ServerSocket(launched.installation.port(Service.AUDIT), 1, InetAddress.getLoopbackAddress())) {
            var up = launched.dev("up");

            assertThat(up.exitCode()).isEqualTo(1);
            assertThat(up.output())
                    .startsWith("error: port " + launched.installation.port(Service.AUDIT) + " (audit) is taken");
            assertThat(up.output().lines()).hasSize(1);
        }
    }

    @Test
    void aServiceThatIsNotBuiltStopsTheStart() throws Exception {
        launched = new Launched(repository, Set.of(Part.MODEL));
        Files.delete(launched.jar(Service.GATEWAY));

        var up = launched.dev("up");

        assertThat(up.exitCode()).isEqualTo(1);
        assertThat(up.output()).contains("gateway is not built");
    }
}
