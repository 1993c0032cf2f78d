package dev.approvalcopilot.approval.inbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/**
 * What the gateway reported, for display.
 *
 * @param result reduced, untrusted; null unless it succeeded
 * @param code the provider's or the gateway's word; null when there is none
 * @param detail for people; null when there is none
 * @param dispatchedAt when the call was about to leave; null when it never was
 * @param at when it ended; null while it is under way
 */
public record Outcome(JsonNode result, String code, String detail, Instant dispatchedAt, Instant at) {
    /** The code of an outcome that the gateway has not reported, though the approval has ended. */
    public static final String MISSING = "outcome_missing";

    /** An outcome of which no report came until then. */
    public static Outcome missing(Instant at) {
        return new Outcome(
                null,
                MISSING,
                "No report of the gateway came before the approval ended, so nobody can tell whether the call was made.",
                null,
                at);
    }
}
