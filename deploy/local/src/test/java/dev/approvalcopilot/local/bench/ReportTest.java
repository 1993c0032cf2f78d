package dev.approvalcopilot.local.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.approvalcopilot.contracts.json.Json;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReportTest {
    private static final Life.Finished FAST = Lives.finished(
            "sha-256:fast",
            Map.of(
                    Moment.STARTED,
                    0,
                    Moment.PROPOSED,
                    40,
                    Moment.SENT,
                    100,
                    Moment.ANSWERED,
                    110,
                    Moment.ARRIVED,
                    160,
                    Moment.ENDED,
                    250));
    private static final Life.Finished SLOW = Lives.finished(
            "sha-256:slow",
            Map.of(
                    Moment.STARTED,
                    0,
                    Moment.PROPOSED,
                    60,
                    Moment.SENT,
                    200,
                    Moment.ANSWERED,
                    290,
                    Moment.ARRIVED,
                    280,
                    Moment.ENDED,
                    1250));

    private final Report report = new Report(Lives.BEGIN, 2, 0.42, List.of(round(1, Map.of()), round(32, Map.of())));

    @Test
    void isCleanWithoutFailures() {
        assertThat(report.clean()).isTrue();
    }

    @Test
    void isNotCleanWithOne() {
        assertThat(failed().clean()).isFalse();
    }

    @Test
    void comparesTheRates() {
        var round = report.rounds().getFirst();

        assertThat(List.of(round.perSecond(), round.commits().perSecond(), round.ratio()))
                .containsExactly(4.0, 500.0, 0.008);
    }

    @Test
    void hasAColumnForEachConcurrency() {
        assertThat(TextReport.of(report))
                .containsSubsequence(
                        "2 processors, load 0.4 before, 2026-11-24",
                        line("", "1 at once", "32 at once"),
                        line("finished actions", "2 of 2", "2 of 2"),
                        line("finished actions a second", "4.0", "4.0"),
                        line("commits a second, as many connections", "500", "500"),
                        line("actions ÷ commits", "0.0080", "0.0080"));
    }

    @Test
    void showsPercentilesAndStages() {
        assertThat(TextReport.of(report))
                .containsSubsequence(
                        line(
                                "decision sent → request at the provider",
                                "60.0     80.0     80.0",
                                "60.0     80.0     80.0"),
                        line(
                                "decision answered → request at the provider",
                                "-10.0     50.0     50.0",
                                "-10.0     50.0     50.0"),
                        line("goal sent → end of the run seen", "250    1,250    1,250", "250    1,250    1,250"),
                        line("→ proposed", "40.0     60.0     60.0", "40.0     60.0     60.0"));
    }

    @Test
    void sharesProcessorTimeAmongTheFinishedActions() {
        assertThat(TextReport.of(report))
                .containsSubsequence(
                        line("planner", "50.0", "50.0"),
                        line("database", "25.0", "25.0"),
                        line("together", "75.0", "75.0"));
    }

    @Test
    void namesWhatFailedAndHowOften() {
        assertThat(TextReport.of(failed())).contains("32 at once, 3 failed: REFUSED: not_connected");
    }

    @Test
    void isOneJsonObject() throws JsonProcessingException {
        var json = Json.MAPPER.readTree(JsonReport.of(report));

        assertThat(json.at("/rounds/1/millis/wholeLife").toString())
                .isEqualTo("{\"count\":2,\"p50\":250.0,\"p99\":1250.0,\"max\":1250.0}");
        assertThat(json.at("/rounds/0/cpuMillisPerAction").toString())
                .isEqualTo("{\"planner\":50.0,\"database\":25.0}");
    }

    private static Report failed() {
        return new Report(Lives.BEGIN, 2, 0.42, List.of(round(32, Map.of("REFUSED: not_connected", 3))));
    }

    private static Report.Round round(int concurrency, Map<String, Integer> failures) {
        var cpu = new LinkedHashMap<String, Duration>();
        cpu.put("planner", Duration.ofMillis(100));
        cpu.put("database", Duration.ofMillis(50));
        return new Report.Round(
                concurrency,
                2,
                List.of(FAST, SLOW),
                Duration.ofMillis(500),
                failures,
                cpu,
                new CommitRate(concurrency, 1_000, Duration.ofSeconds(2)));
    }

    private static String line(String label, String one, String other) {
        return "%-46s%28s%28s".formatted(label, one, other);
    }
}
