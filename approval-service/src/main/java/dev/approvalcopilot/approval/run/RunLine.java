package dev.approvalcopilot.approval.run;

import java.time.Instant;

/**
 * One thing that was told of a run.
 *
 * @param text one line for people
 * @param at when it arrived here
 */
public record RunLine(Kind kind, String text, Instant at) {

    /** What a line tells of. */
    public enum Kind {
        /** A person asked for the run on the page. */
        ASKED,
        STARTED,
        STEP,
        STOP_ASKED,
        ENDED
    }
}
