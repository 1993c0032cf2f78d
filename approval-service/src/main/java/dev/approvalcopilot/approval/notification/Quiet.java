package dev.approvalcopilot.approval.notification;

import dev.approvalcopilot.approval.waiting.WallClock;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;

/**
 * Hours in which nothing below CRITICAL is sent; it waits for their end.
 *
 * @param from  local time, inclusive
 * @param until local time, exclusive; before {@code from} it is the next day's
 */
public record Quiet(LocalTime from, LocalTime until, ZoneId zone) {
    public Quiet {
        if (from == null || until == null || zone == null) {
            throw new IllegalArgumentException("quiet hours have a beginning, an end and a time zone");
        }
        if (from.equals(until)) {
            throw new IllegalArgumentException("quiet hours end at another time than they begin");
        }
    }

    /** When the clock on the wall leaves the quiet hours that are now; empty when there are none now. */
    Optional<Instant> endAfter(Instant now) {
        var local = now.atZone(zone);
        var time = local.toLocalTime();
        boolean overnight = until.isBefore(from);
        boolean begun = !time.isBefore(from);
        boolean notEnded = time.isBefore(until);
        boolean inside = overnight ? begun || notEnded : begun && notEnded;
        if (!inside) {
            return Optional.empty();
        }
        var day = overnight && begun ? local.toLocalDate().plusDays(1) : local.toLocalDate();
        return Optional.of(WallClock.next(day.atTime(until), zone, now));
    }
}
