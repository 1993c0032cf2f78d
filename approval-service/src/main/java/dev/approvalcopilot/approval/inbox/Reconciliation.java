package dev.approvalcopilot.approval.inbox;

import dev.approvalcopilot.contracts.event.BodyLimits;
import java.time.Instant;

/**
 * What a person found who looked after an unknown outcome.
 *
 * @param note in their words, for the record; may be empty
 * @param by OIDC {@code sub}
 */
public record Reconciliation(boolean happened, String note, String by, Instant at) {
    /** Longest note, in characters. */
    public static final int MAX_NOTE = BodyLimits.FINDING;

    public Reconciliation {
        if (note.length() > MAX_NOTE) {
            throw new IllegalArgumentException("a note has at most " + MAX_NOTE + " characters");
        }
    }
}
