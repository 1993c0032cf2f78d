package dev.approvalcopilot.local.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class BenchCommandTest {
    @Test
    void refusesWhatCannotBeMeasuredBeforeAnythingStarts() {
        var said = new StringWriter();
        var code = Dev.commandLine()
                .setErr(new PrintWriter(said))
                .execute("bench", "--concurrency", "1,81", "--actions", "10", "--warm-up", "0");

        assertThat(code).isEqualTo(2);
        assertThat(said.toString()).startsWith("a concurrency is from 1 to 80, not 81");
    }
}
