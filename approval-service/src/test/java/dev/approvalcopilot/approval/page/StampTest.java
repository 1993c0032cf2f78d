package dev.approvalcopilot.approval.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StampTest {
    @ParameterizedTest
    @CsvSource({
        "PT0S, less than a minute",
        "PT59S, less than a minute",
        "PT1M, 1 min",
        "PT59M59S, 59 min",
        "PT1H, 1 h 0 min",
        "PT9H59M, 9 h 59 min",
        "PT10H, 10 h",
        "PT47H59M, 47 h",
        "PT48H, 2 days"
    })
    void saysADistanceInWords(Duration distance, String words) {
        assertThat(Stamp.words(distance)).isEqualTo(words);
    }

    @Test
    void saysTheMomentItselfWithItsZone() {
        var at = Instant.parse("2026-11-23T20:10:00Z");

        assertThat(Stamp.of(at, at.plusSeconds(60)).absolute()).isEqualTo("Monday 23 November 2026, 20:10:00 UTC");
        assertThat(Stamp.of(at, at.plusSeconds(60)).past()).isTrue();
    }
}
