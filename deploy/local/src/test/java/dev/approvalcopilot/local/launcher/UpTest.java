package dev.approvalcopilot.local.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvalcopilot.contracts.event.Service;
import dev.approvalcopilot.contracts.json.Json;
import dev.approvalcopilot.local.stack.Part;
import dev.approvalcopilot.local.stack.Running;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code ./dev up --detach} with the real stack and a program in the place of each service. All cases share one start, and
 * each leaves everything running.
 */
@Tag("stack")
class UpTest {
    @TempDir
    static Path repository;

    private static Launched launched;
    private static Launched.Command up;

    @BeforeAll
    static void startDetached() throws Exception {
        launched = new Launched(repository, Part.all());
        up = launched.dev("up", "--detach");
        assertThat(up.exitCode()).as(up.output()).isZero();
    }

    @AfterAll
    static void downStopsEverything() throws Exception {
        try (var _ = launched) {
            assertThat(launched.dev("down").exitCode()).isZero();
            var status = launched.dev("status");
            assertThat(status.exitCode()).isEqualTo(4);
            assertThat(status.output()).contains("Nothing runs: ./dev up").doesNotContain("ready");
        }
    }

    @Test
    void saysWhereAndAsWhom() throws Exception {
        assertThat(up.output())
                .contains(launched.installation.address(Service.APPROVAL), "ada@acme.test", "demo-pass-ada");
    }

    @Test
    void statusAsksEverythingThatRuns() throws Exception {
        var status = launched.devWithoutPortBase("status", "--json");

        assertThat(status.exitCode()).as(status.output()).isZero();
        assertThat(Json.MAPPER.readTree(status.output()))
                .hasSize(Part.values().length + Service.values().length)
                .allSatisfy(row -> assertThat(row.path("state").asText()).isEqualTo("ready"))
                .allSatisfy(row -> assertThat(row.path("pid").asLong()).isPositive());
    }

    @Test
    void whereNothingIsMissingUpStartsNothing() throws Exception {
        var before = launched.pids();

        var again = launched.dev("up");

        assertThat(again.exitCode()).isZero();
        assertThat(again.output()).contains("It is already running", "./dev down stops it");
        assertThat(launched.pids()).isEqualTo(before);
    }

    @Test
    void otherPortsAreRefusedWhileItRuns() throws Exception {
        var before = launched.pids();

        var elsewhere = launched.devOn(launched.installation.portBase() + 16, "up");

        assertThat(elsewhere.exitCode()).isEqualTo(1);
        assertThat(elsewhere.output())
                .startsWith("error: it runs on the ports from " + launched.installation.portBase());
        assertThat(launched.pids()).isEqualTo(before);
    }

    /** What {@code halts} calls down, {@code up} brings. */
    @Test
    void upStartsTheServiceThatIsMissing() throws Exception {
        var before = launched.pids();
        launched.process("gateway").kill();
        var halts = launched.dev("halts");
        assertThat(halts.exitCode()).isEqualTo(4);
        assertThat(halts.output()).contains("no gateway runs", "./dev up");
        assertThat(launched.why("gateway")).isEqualTo("its process does not run");

        var again = launched.dev("up", "-d");

        assertThat(again.exitCode()).as(again.output()).isZero();
        assertThat(again.output()).contains("Started what was missing: gateway.");
        assertThat(launched.pids())
                .containsKey("gateway")
                .doesNotContainValue(before.remove("gateway"))
                .containsAllEntriesOf(before);
    }

    @Test
    void startsAgainAfterEverythingWasKilled() throws Exception {
        for (var process : Running.processes(launched.installation)) {
            process.kill();
        }

        var again = launched.dev("up", "--detach");

        assertThat(again.exitCode()).as(again.output()).isZero();
        assertThat(launched.dev("status").exitCode()).isZero();
    }
}
