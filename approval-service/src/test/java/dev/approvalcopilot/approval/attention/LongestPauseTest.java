package dev.approvalcopilot.approval.attention;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvalcopilot.approval.attention.ReadingTime.Left;
import dev.approvalcopilot.approval.attention.ReadingTime.Pause;
import dev.approvalcopilot.approval.attention.ReadingTime.Why;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LongestPauseTest {
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    private static Pause policy(int seconds) {
        return new Pause(Why.POLICY, Duration.ofSeconds(seconds), Instant.MIN);
    }

    private static Pause level(int seconds) {
        return new Pause(Why.LEVEL, Duration.ofSeconds(seconds), Instant.MIN);
    }

    private static Optional<Left> left(Instant shown, Pause... pauses) {
        return new ReadingTime(List.of(pauses)).left(Optional.ofNullable(shown), NOW);
    }

    @Test
    void thePauseThatEndsLastCounts() {
        assertThat(left(NOW.minusSeconds(1), policy(10), level(3)))
                .contains(new Left(Duration.ofSeconds(9), Why.POLICY));
        assertThat(left(NOW.minusSeconds(1), policy(2), level(3))).contains(new Left(Duration.ofSeconds(2), Why.LEVEL));
    }

    @Test
    void whoWasNeverShownItHasAllOfItBeforeThem() {
        assertThat(left(null, level(3))).contains(new Left(Duration.ofSeconds(3), Why.LEVEL));
    }

    @Test
    void aRejectionWhileThePersonLookedBeginsThePauseAnew() {
        var coolDown = new Pause(Why.LIKE_REJECTED, Duration.ofSeconds(30), NOW.minusSeconds(10));

        assertThat(left(NOW.minusSeconds(3600), coolDown))
                .contains(new Left(Duration.ofSeconds(20), Why.LIKE_REJECTED));
        assertThat(left(NOW.minusSeconds(5), coolDown)).contains(new Left(Duration.ofSeconds(25), Why.LIKE_REJECTED));
    }

    @Test
    void afterwardsNothingIsLeft() {
        assertThat(left(NOW.minusSeconds(3), level(3))).isEmpty();
        assertThat(left(null, level(0))).isEmpty();
        assertThat(left(null)).isEmpty();
    }
}
