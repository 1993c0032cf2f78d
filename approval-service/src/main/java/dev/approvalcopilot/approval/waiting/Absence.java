package dev.approvalcopilot.approval.waiting;

import dev.approvalcopilot.contracts.event.BodyLimits;
import java.time.Instant;

/**
 * A time in which a person is out of office.
 *
 * @param note for others; may be empty
 */
public record Absence(Instant from, Instant until, String note) {
    /** Longest note, in characters. */
    public static final int MAX_NOTE = BodyLimits.ABSENCE_NOTE;

    public Absence {
        if (!from.isBefore(until) || note.length() > MAX_NOTE) {
            throw new IllegalArgumentException("an absence ends after it began, with a note of at most " + MAX_NOTE);
        }
    }

    public boolean covers(Instant moment) {
        return !moment.isBefore(from) && moment.isBefore(until);
    }
}
