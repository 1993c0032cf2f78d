package dev.approvalcopilot.approval.waiting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkingHoursTest {
    private static final ZoneId ZURICH = ZoneId.of("Europe/Zurich");
    private static final WorkingHours OFFICE = new WorkingHours(
            ZURICH, EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY), LocalTime.of(9, 0), LocalTime.of(17, 0));

    private static Instant after(WorkingHours hours, String start, String length) {
        var begun = Instant.parse(start);
        return hours.after(begun, Duration.parse(length), begun.plus(Duration.ofDays(60)));
    }

    /** Zurich is an hour before UTC in winter. 2026-11-23 is a Monday. */
    @ParameterizedTest
    @CsvSource({
        "within the day, 2026-11-23T09:00:00Z, PT4H, 2026-11-23T13:00:00Z",
        "to the very end of the day, 2026-11-23T08:00:00Z, PT8H, 2026-11-23T16:00:00Z",
        "over the night, 2026-11-23T15:00:00Z, PT2H, 2026-11-24T09:00:00Z",
        "begun before the office opens, 2026-11-23T03:00:00Z, PT1H, 2026-11-23T09:00:00Z",
        "begun after it closed, 2026-11-23T20:00:00Z, PT1H, 2026-11-24T09:00:00Z",
        "begun as it closes, 2026-11-23T16:00:00Z, PT1H, 2026-11-24T09:00:00Z",
        "over the weekend, 2026-11-27T15:00:00Z, PT2H, 2026-11-30T09:00:00Z",
        "begun on Sunday, 2026-11-29T12:00:00Z, PT30M, 2026-11-30T08:30:00Z",
        "a week of days, 2026-11-23T08:00:00Z, PT40H, 2026-11-27T16:00:00Z",
        "and one second more, 2026-11-23T08:00:00Z, PT40H1S, 2026-11-30T08:00:01Z",
        "nothing at night, 2026-11-23T20:00:00Z, PT0S, 2026-11-24T08:00:00Z"
    })
    void countsOnlyWithinTheHours(String why, String start, String length, String expected) {
        assertThat(after(OFFICE, start, length)).as(why).isEqualTo(Instant.parse(expected));
    }

    @Test
    void staysWithTheClockOnTheWallWhereItIsChangedOverTheWeekend() {
        // Friday 16:00 in summer time; on Monday, 2026-10-26, nine o'clock is an hour later by UTC.
        assertThat(after(OFFICE, "2026-10-23T14:00:00Z", "PT2H")).isEqualTo(Instant.parse("2026-10-26T09:00:00Z"));
    }

    @Test
    void aDayOnWhichTheClockIsChangedIsAsLongAsItIs() {
        var always = new WorkingHours(ZURICH, EnumSet.allOf(DayOfWeek.class), LocalTime.MIDNIGHT, LocalTime.of(12, 0));

        // 2026-10-25: from midnight to noon there are thirteen hours; on 2026-03-29 there are eleven.
        assertThat(after(always, "2026-10-24T22:00:00Z", "PT13H")).isEqualTo(Instant.parse("2026-10-25T11:00:00Z"));
        assertThat(after(always, "2026-03-28T23:00:00Z", "PT11H")).isEqualTo(Instant.parse("2026-03-29T10:00:00Z"));
        assertThat(after(always, "2026-03-28T23:00:00Z", "PT12H")).isEqualTo(Instant.parse("2026-03-29T23:00:00Z"));
    }

    @Test
    void neverLaterThanTheLatest() {
        var begun = Instant.parse("2026-11-23T08:00:00Z");
        var latest = begun.plus(Duration.ofDays(2));

        assertThat(OFFICE.after(begun, Duration.ofDays(10_000), latest)).isEqualTo(latest);
        assertThat(OFFICE.after(begun, Duration.ofHours(3), begun.plusSeconds(60)))
                .isEqualTo(begun.plusSeconds(60));
    }

    @Test
    void needsADayAndAnHour() {
        assertThatThrownBy(() -> new WorkingHours(ZURICH, Set.of(), LocalTime.of(9, 0), LocalTime.of(17, 0)))
                .hasMessageContaining("working-hours");
        assertThatThrownBy(() ->
                        new WorkingHours(ZURICH, Set.of(DayOfWeek.MONDAY), LocalTime.of(17, 0), LocalTime.of(9, 0)))
                .hasMessageContaining("working-hours");
    }
}
