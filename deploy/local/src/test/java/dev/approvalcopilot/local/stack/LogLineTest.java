package dev.approvalcopilot.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LogLineTest {
    @Test
    void showsWhatAPersonLooksFor() {
        var line = LogLine.of("""
                {"timestamp":"2026-11-24T05:00:01.5Z","level":"ERROR","loggerName":"dev.approvalcopilot.risk.Classify",\
                "message":"no manifest tool=x","mdc":{"correlationId":"c-1"},\
                "exception":{"exceptionType":"java.io.IOException","message":"gone"}}""");
        assertThat(line.text()).endsWith(" ERROR Classify: no manifest tool=x [c-1] (IOException: gone)");
        assertThat(line.isError()).isTrue();
    }

    @Test
    void leavesOtherLinesAsTheyAre() {
        assertThat(LogLine.of("Exception in thread \"main\"").text()).isEqualTo("Exception in thread \"main\"");
    }

    @Test
    void leavesALineThatAKillCutOff() {
        assertThat(LogLine.of("{\"timestamp\":\"2026").text()).isEqualTo("{\"timestamp\":\"2026");
    }

    @Test
    void terminalEscapesNeverPass() {
        assertThat(LogLine.of("a\033[31mb\u0007").text()).doesNotContain("\033").doesNotContain("\u0007");
        assertThat(LogLine.of("{\"message\":\"a\\u001b[31mb\"}").text()).doesNotContain("\033");
    }
}
