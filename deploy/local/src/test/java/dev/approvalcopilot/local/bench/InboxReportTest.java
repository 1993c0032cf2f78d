package dev.approvalcopilot.local.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvalcopilot.local.bench.InboxReport.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class InboxReportTest {
    private static InboxReport with(int firstPageMillis, int floodsMillis) {
        var few = times(Map.of());
        var many = times(Map.of(
                Kind.FIRST_PAGE, Duration.ofMillis(firstPageMillis), Kind.FLOODS, Duration.ofMillis(floodsMillis)));
        return InboxReport.of(
                Instant.parse("2026-11-24T12:00:00Z"), 2, 0.5, Duration.ofSeconds(61), 100, 10_000, few, many);
    }

    private static Map<Kind, List<Duration>> times(Map<Kind, Duration> some) {
        return Stream.of(Kind.values())
                .collect(Collectors.toMap(
                        kind -> kind, kind -> List.of(some.getOrDefault(kind, Duration.ofMillis(10)))));
    }

    @Test
    void threeTimesAsLongIsTheMostForAPage() {
        assertThat(with(30, 10).keepsTheLimit()).isTrue();
        assertThat(with(31, 10).keepsTheLimit()).isFalse();
    }

    @Test
    void whatCountsEverythingIsToldAndNotLimited() {
        assertThat(with(10, 1000).keepsTheLimit()).isTrue();
        assertThat(with(10, 1000).text()).anyMatch(line -> line.endsWith(" 100.00"));
    }

    @Test
    void saysTheRatioForPeopleAndPrograms() {
        assertThat(with(25, 10).text()).contains("2 processors, load 0.5 before, 2026-11-24; filling took 61 s");
        assertThat(with(25, 10).text()).anyMatch(line -> line.endsWith("2.50 (at most 3)"));
        assertThat(with(25, 10).json()).contains("\"p99Ratio\":2.5").contains("\"keepsTheLimit\":true");
    }
}
