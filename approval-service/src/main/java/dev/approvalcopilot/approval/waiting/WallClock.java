package dev.approvalcopilot.approval.waiting;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;

/** Times of day in a zone whose clocks are changed twice a year. */
public final class WallClock {
    private WallClock() {}

    /**
     * The moment at which the clock on the wall first shows that time or a later one: where the time is skipped, the moment of
     * the change; where it comes twice, its first coming.
     */
    public static Instant first(LocalDateTime time, ZoneId zone) {
        var change = zone.getRules().getTransition(time);
        return change != null && change.isGap()
                ? change.getInstant()
                : time.atZone(zone).toInstant();
    }

    /** The same, and the second coming where the first is over. Ahead of {@code now} wherever one of them is. */
    public static Instant next(LocalDateTime time, ZoneId zone, Instant now) {
        var first = first(time, zone);
        return first.isAfter(now)
                ? first
                : time.atZone(zone).withLaterOffsetAtOverlap().toInstant();
    }
}
