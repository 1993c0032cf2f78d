package dev.approvalcopilot.approval.waiting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvalcopilot.contracts.event.ActionClassified.Escalation;
import dev.approvalcopilot.contracts.event.ActionClassified.Obligations;
import dev.approvalcopilot.contracts.event.ActionClassified.Waiting;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimetableTest {
    /** A Friday, an hour before the office closes. */
    private static final Instant NOW = Instant.parse("2026-11-27T16:00:00Z");

    private static final WorkingHours OFFICE = new WorkingHours(
            ZoneOffset.UTC, EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY), LocalTime.of(9, 0), LocalTime.of(17, 0));

    private static Timetable of(Duration expiry, Waiting waiting) {
        var asked = new Obligations(false, 1, List.of(), expiry, Duration.ZERO, null, waiting);
        return Timetable.of(asked, NOW, OFFICE, Duration.ofDays(1), Duration.ofDays(30));
    }

    private static Waiting waiting(int reminderHours, int escalationHours, boolean workingTime) {
        return new Waiting(
                Duration.ofHours(reminderHours),
                new Escalation(Duration.ofHours(escalationHours), List.of("leads")),
                workingTime);
    }

    @Test
    void countsOnTheClockUnlessAPolicyAsksForWorkingTime() {
        var timetable = of(Duration.ofHours(8), waiting(1, 4, false));

        assertThat(timetable)
                .isEqualTo(new Timetable(
                        NOW.plus(Duration.ofHours(8)),
                        NOW.plus(Duration.ofHours(1)),
                        NOW.plus(Duration.ofHours(4)),
                        List.of("leads")));
    }

    @Test
    void inWorkingTimeReminderEscalationAndExpiryWaitForMonday() {
        var timetable = of(Duration.ofHours(8), waiting(2, 4, true));

        assertThat(timetable.remindAt()).isEqualTo(Instant.parse("2026-11-30T10:00:00Z"));
        assertThat(timetable.escalateAt()).isEqualTo(Instant.parse("2026-11-30T12:00:00Z"));
        assertThat(timetable.expiresAt()).isEqualTo(Instant.parse("2026-11-30T16:00:00Z"));
    }

    @Test
    void whateverTheHoursTheLongestIsTheEnd() {
        assertThat(of(Duration.ofDays(20), waiting(1, 4, true)).expiresAt()).isEqualTo(NOW.plus(Duration.ofDays(30)));
        assertThat(of(Duration.ofDays(90), null).expiresAt()).isEqualTo(NOW.plus(Duration.ofDays(30)));
    }

    @Test
    void whereNothingIsAskedOnlyTheExpiryIsLeft() {
        var timetable = of(null, null);

        assertThat(timetable.expiresAt()).isEqualTo(NOW.plus(Duration.ofDays(1)));
        assertThat(timetable.isEmpty()).isTrue();
    }

    @Test
    void whatWouldComeAfterTheExpiryNeverDoes() {
        var timetable = of(Duration.ofHours(2), waiting(2, 4, false));

        assertThat(timetable.isEmpty()).isTrue();
        assertThat(timetable.escalatesTo()).isEmpty();
    }
}
