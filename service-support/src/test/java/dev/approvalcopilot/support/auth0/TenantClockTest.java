package dev.approvalcopilot.support.auth0;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TenantClockTest {

    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");

    private final TenantClock clock = new TenantClock();

    @ParameterizedTest
    @ValueSource(ints = {-60, -10, 0, 2, 60})
    void upToAMinuteNobodyComplains(int seconds) {
        clock.observe(NOW.plusSeconds(seconds), NOW);

        assertThat(clock.complaint()).isEmpty();
    }

    @Test
    void saysWhichClockIsAheadAndByHowMuch() {
        clock.observe(NOW.plusSeconds(61), NOW);
        assertThat(clock.complaint())
                .hasValueSatisfying(words -> assertThat(words).contains("61 s ahead of"));

        clock.observe(NOW.minusSeconds(7200), NOW);
        assertThat(clock.complaint())
                .hasValueSatisfying(words -> assertThat(words).contains("7200 s behind"));
    }

    @Test
    void tellsTheTimeByTheTenantsClock() {
        clock.observe(NOW.minusSeconds(40), NOW);

        assertThat(clock.theirs(NOW.plusSeconds(5))).isEqualTo(NOW.minusSeconds(35));
    }

    @Test
    void theSecondsThatHttpDatesLackAreNoDifference() {
        clock.observe(NOW.minusMillis(1900), NOW);

        assertThat(clock.theirs(NOW)).isEqualTo(NOW);
    }

    @Test
    void whatWasSetRightIsRight() {
        clock.observe(NOW.plusSeconds(3600), NOW);
        clock.observe(NOW, NOW);

        assertThat(clock.complaint()).isEmpty();
    }
}
