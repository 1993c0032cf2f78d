package dev.approvalcopilot.approval.waiting;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Set;

/**
 * The hours in which time counts. Pure; holidays are not known.
 *
 * @param zone of the days and times; where its clock is changed within the hours, that day is longer or shorter by as much
 * @param from until {@code to}, exclusive, on each of the days
 */
public record WorkingHours(ZoneId zone, Set<DayOfWeek> days, LocalTime from, LocalTime to) {
    public WorkingHours {
        if (days.isEmpty() || !from.isBefore(to)) {
            throw new IllegalArgumentException("approval.working-hours needs a day, and from before to");
        }
        days = Set.copyOf(days);
    }

    /**
     * When so much working time has passed.
     *
     * @param latest the answer at the latest, whatever the hours
     */
    public Instant after(Instant start, Duration length, Instant latest) {
        var left = length;
        var day = start.atZone(zone).toLocalDate();
        while (day.atStartOfDay(zone).toInstant().isBefore(latest)) {
            var opens = later(start, WallClock.first(day.atTime(from), zone));
            var closes = WallClock.first(day.atTime(to), zone);
            if (days.contains(day.getDayOfWeek()) && opens.isBefore(closes)) {
                var today = Duration.between(opens, closes);
                if (left.compareTo(today) <= 0) {
                    return earlier(opens.plus(left), latest);
                }
                left = left.minus(today);
            }
            day = day.plusDays(1);
        }
        return latest;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
