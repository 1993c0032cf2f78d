package dev.approvalcopilot.approval.waiting;

import dev.approvalcopilot.contracts.event.ActionClassified.Obligations;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What happens to an action when, while nobody decides.
 *
 * @param expiresAt after this nobody can decide any more
 * @param remindAt null for never
 * @param escalateAt null for never
 * @param escalatesTo groups; empty without an escalation
 */
public record Timetable(Instant expiresAt, Instant remindAt, Instant escalateAt, List<String> escalatesTo) {
    public Timetable {
        escalatesTo = List.copyOf(escalatesTo);
    }

    /**
     * By what the classification asks. What would come after the expiry never does.
     *
     * @param now when it begins to wait
     * @param expiryByDefault where the classification names none
     * @param longest it waits at most, on the clock on the wall
     */
    static Timetable of(
            Obligations asked, Instant now, WorkingHours hours, Duration expiryByDefault, Duration longest) {
        var latest = now.plus(longest);
        var counting = new Counting(asked.countsWorkingTime() ? hours : null, now, latest);
        var expiresAt = counting.at(asked.expiry() == null ? expiryByDefault : asked.expiry());
        var waiting = asked.waiting();
        if (waiting == null) {
            return new Timetable(expiresAt, null, null, List.of());
        }
        var escalation = waiting.escalation();
        var remindAt = before(expiresAt, counting.at(waiting.reminder()));
        var escalateAt = escalation == null ? null : before(expiresAt, counting.at(escalation.after()));
        return new Timetable(expiresAt, remindAt, escalateAt, escalateAt == null ? List.of() : escalation.groups());
    }

    /** Whether there is anything to watch besides the expiry. */
    public boolean isEmpty() {
        return remindAt == null && escalateAt == null;
    }

    private static Instant before(Instant end, Instant at) {
        return at == null || !at.isBefore(end) ? null : at;
    }

    /** @param hours null for the clock on the wall */
    private record Counting(WorkingHours hours, Instant start, Instant latest) {
        Instant at(Duration length) {
            if (length == null) {
                return null;
            }
            if (hours != null) {
                return hours.after(start, length, latest);
            }
            return length.compareTo(Duration.between(start, latest)) > 0 ? latest : start.plus(length);
        }
    }
}
