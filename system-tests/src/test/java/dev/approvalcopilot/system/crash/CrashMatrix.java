package dev.approvalcopilot.system.crash;

import dev.approvalcopilot.local.client.Providers.Effect;
import dev.approvalcopilot.local.client.Run.Step;
import dev.approvalcopilot.local.client.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What the rounds came to, as a table in {@code target/crash-matrix.md}; {@code docs/crash-matrix.md} shows one of a long run. */
final class CrashMatrix {
    private static final Path FILE = Path.of("target/crash-matrix.md");

    private record Row(Round round, long succeeded, long unknown, int effects, Duration took) {
        String text() {
            return "| %s | %d | %d | %d | %.1f |"
                    .formatted(round, succeeded, unknown, effects, took.toMillis() / 1000.0);
        }
    }

    private final List<Row> rows = new ArrayList<>();

    /** Writes the file anew: a run that is broken off has said what it found. */
    void add(Round round, List<Step> steps, List<Effect> effects, Duration took) throws IOException {
        rows.add(new Row(round, in(State.SUCCEEDED, steps), in(State.UNKNOWN, steps), effects.size(), took));
        write();
    }

    private static long in(State state, List<Step> steps) {
        return steps.stream().filter(step -> step.state() == state).count();
    }

    private void write() throws IOException {
        var lines = new ArrayList<String>();
        lines.add("| died at | SUCCEEDED | UNKNOWN | effects | s |");
        lines.add("|---|---|---|---|---|");
        rows.forEach(row -> lines.add(row.text()));
        Files.write(FILE, lines);
    }
}
