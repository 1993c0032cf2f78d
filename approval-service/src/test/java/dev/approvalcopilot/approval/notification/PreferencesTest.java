package dev.approvalcopilot.approval.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.approvalcopilot.approval.notification.Preferences.Wish;
import dev.approvalcopilot.contracts.action.RiskLevel;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PreferencesTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private static Preferences quiet(String from, String until) {
        return new Preferences(Map.of(), new Quiet(LocalTime.parse(from), LocalTime.parse(until), BERLIN));
    }

    @ParameterizedTest
    @CsvSource({
        "MAIL, MEDIUM, false",
        "MAIL, HIGH, true",
        "MAIL, CRITICAL, true",
        "SLACK, MEDIUM, false",
        "SLACK, HIGH, true",
        "WEBHOOK, LOW, true"
    })
    void mailsAndPostsWhatIsHighByDefault(Channel channel, RiskLevel level, boolean wanted) {
        assertThat(Preferences.DEFAULT.wants(channel, level)).isEqualTo(wanted);
    }

    @Test
    void aChannelThatIsOffIsOffForEveryLevel() {
        var preferences = new Preferences(Map.of(Channel.MAIL, new Wish(false, RiskLevel.LOW)), null);

        assertThat(preferences.wants(Channel.MAIL, RiskLevel.CRITICAL)).isFalse();
        assertThat(preferences.wants(Channel.SLACK, RiskLevel.CRITICAL)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        // Winter: Berlin is an hour ahead of UTC.
        "22:00, 07:00, 2026-11-24T20:59:59Z, 2026-11-24T20:59:59Z",
        "22:00, 07:00, 2026-11-24T21:00:00Z, 2026-11-25T06:00:00Z",
        "22:00, 07:00, 2026-11-25T03:00:00Z, 2026-11-25T06:00:00Z",
        "22:00, 07:00, 2026-11-25T06:00:00Z, 2026-11-25T06:00:00Z",
        "12:00, 14:00, 2026-11-24T12:30:00Z, 2026-11-24T13:00:00Z",
        "12:00, 14:00, 2026-11-24T14:30:00Z, 2026-11-24T14:30:00Z",
        // The night in which clocks go forward: 2:30 is not there, so it is over when 2:00 becomes 3:00.
        "22:00, 02:30, 2026-03-28T23:00:00Z, 2026-03-29T01:00:00Z",
        "02:15, 04:00, 2026-03-29T01:15:00Z, 2026-03-29T02:00:00Z",
        "22:00, 07:00, 2026-03-28T23:00:00Z, 2026-03-29T05:00:00Z",
        // The night in which they go back: 2:30 comes twice, and between its two comings it is quiet again.
        "22:00, 02:30, 2026-10-25T00:10:00Z, 2026-10-25T00:30:00Z",
        "22:00, 02:30, 2026-10-25T00:45:00Z, 2026-10-25T00:45:00Z",
        "22:00, 02:30, 2026-10-25T01:10:00Z, 2026-10-25T01:30:00Z",
        "22:00, 07:00, 2026-10-25T01:10:00Z, 2026-10-25T06:00:00Z"
    })
    void waitsForTheEndOfQuietHours(String from, String until, Instant now, Instant due) {
        assertThat(quiet(from, until).due(RiskLevel.HIGH, now, null)).isEqualTo(due);
    }

    @Test
    void quietHoursNeverEndInThePastWhicheverMinuteOfTheYearItIs() {
        var hours = new Quiet(LocalTime.parse("22:00"), LocalTime.parse("02:30"), BERLIN);
        var end = Instant.parse("2027-01-01T00:00:00Z");
        for (var now = Instant.parse("2026-01-01T00:00:00Z"); now.isBefore(end); now = now.plusSeconds(60)) {
            var ends = hours.endAfter(now);
            if (ends.isPresent()) {
                assertThat(ends.get()).isAfter(now);
                assertThat(Duration.between(now, ends.get())).isLessThan(Duration.ofMinutes(5 * 60));
            }
        }
    }

    @Test
    void whatExpiresWithinTheQuietHoursIsToldAtOnce() {
        var night = Instant.parse("2026-11-25T03:00:00Z");
        var morning = Instant.parse("2026-11-25T06:00:00Z");

        assertThat(quiet("22:00", "07:00").due(RiskLevel.HIGH, night, morning.minusSeconds(1)))
                .isEqualTo(night);
        assertThat(quiet("22:00", "07:00").due(RiskLevel.HIGH, night, morning)).isEqualTo(night);
        assertThat(quiet("22:00", "07:00").due(RiskLevel.HIGH, night, morning.plusSeconds(1)))
                .isEqualTo(morning);
    }

    @Test
    void criticalDoesNotWait() {
        var night = Instant.parse("2026-11-25T03:00:00Z");

        assertThat(quiet("22:00", "07:00").due(RiskLevel.CRITICAL, night, null)).isEqualTo(night);
    }

    @Test
    void quietHoursOfNoLengthOrOfADayAreNone() {
        assertThatThrownBy(() -> quiet("07:00", "07:00")).isInstanceOf(IllegalArgumentException.class);
    }
}
