package dev.approvalcopilot.approval.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.approvalcopilot.approval.notification.Preferences.Wish;
import dev.approvalcopilot.contracts.action.RiskLevel;
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
        // The night in which clocks go forward: 2:30 is not there and means 3:30.
        "22:00, 02:30, 2026-03-28T23:00:00Z, 2026-03-29T01:30:00Z"
    })
    void waitsForTheEndOfQuietHours(String from, String until, Instant now, Instant due) {
        assertThat(quiet(from, until).due(RiskLevel.HIGH, now)).isEqualTo(due);
    }

    @Test
    void criticalDoesNotWait() {
        var night = Instant.parse("2026-11-25T03:00:00Z");

        assertThat(quiet("22:00", "07:00").due(RiskLevel.CRITICAL, night)).isEqualTo(night);
    }

    @Test
    void quietHoursOfNoLengthOrOfADayAreNone() {
        assertThatThrownBy(() -> quiet("07:00", "07:00")).isInstanceOf(IllegalArgumentException.class);
    }
}
