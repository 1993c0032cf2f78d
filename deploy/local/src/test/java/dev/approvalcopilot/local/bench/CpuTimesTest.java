package dev.approvalcopilot.local.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CpuTimesTest {
    @Test
    void addsUpTheProcessesOfAName() {
        var before = new CpuTimes(Map.of("database", Map.of(1L, seconds(3), 2L, seconds(5))));
        var after = new CpuTimes(Map.of("database", Map.of(1L, seconds(4), 2L, seconds(7))));

        assertThat(after.since(before)).containsExactly(Map.entry("database", seconds(3)));
    }

    @Test
    void countsAProcessThatBeganSinceFromItsBeginning() {
        var before = new CpuTimes(Map.of("database", Map.of(1L, seconds(3))));
        var after = new CpuTimes(Map.of("database", Map.of(1L, seconds(3), 2L, seconds(2))));

        assertThat(after.since(before)).containsExactly(Map.entry("database", seconds(2)));
    }

    private static Duration seconds(int seconds) {
        return Duration.ofSeconds(seconds);
    }
}
