package dev.approvalcopilot.contracts.presence;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FreshLoginTest {

    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
    private static final Duration AGE = Duration.ofMinutes(5);

    private static FreshLogin secondsAgo(long seconds) {
        return new FreshLogin("auth0|ada", NOW.minusSeconds(seconds), Set.of());
    }

    @Test
    void isOldOnlyBeyondTheAgeAndWhatClocksMayDiffer() {
        assertThat(secondsAgo(360).olderThan(AGE, NOW)).isFalse();
        assertThat(secondsAgo(361).olderThan(AGE, NOW)).isTrue();
    }
}
