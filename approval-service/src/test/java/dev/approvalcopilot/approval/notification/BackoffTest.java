package dev.approvalcopilot.approval.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {
    private static final Backoff BACKOFF = new Backoff(Duration.ofSeconds(10), Duration.ofHours(1));

    @ParameterizedTest
    @CsvSource({"1, PT10S", "2, PT20S", "3, PT40S", "9, PT42M40S", "10, PT1H", "1000, PT1H"})
    void doublesUntilTheLongest(int failures, Duration expected) {
        assertThat(BACKOFF.after(failures, 0)).isEqualTo(expected);
    }

    @Test
    void takesUpToHalfOffByChance() {
        assertThat(BACKOFF.after(1, 1)).isEqualTo(Duration.ofSeconds(5));
        assertThat(BACKOFF.after(50, 0.5)).isEqualTo(Duration.ofMinutes(45));
    }

    @Test
    void isNeverAtOnce() {
        assertThatThrownBy(() -> new Backoff(Duration.ZERO, Duration.ofHours(1)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
