package dev.approvalcopilot.contracts.event;

import java.time.Instant;
import java.util.UUID;

/**
 * A run began, moved, was asked to stop, or ended.
 *
 * @param principal OIDC {@code sub} of the person the agent acts for
 * @param agent {@code planner}, or the {@code azp} of an outside agent
 * @param goal what the person asked for, in their words; only with {@link Change#STARTED}
 * @param detail one line for people; never arguments
 * @param ended how it ended; only with {@link Change#ENDED}
 * @param answer the agent's closing words, a claim of the model's that may quote what it read; at most
 *     {@link #MAX_ANSWER_CHARS}, only with {@link Ending#COMPLETED}
 */
public record RunChanged(
        UUID run,
        String principal,
        String agent,
        Change change,
        String goal,
        String detail,
        Ending ended,
        String answer,
        Instant at)
        implements Event {

    /** UTF-16 units of the closing words that travel; the planner's own API has the rest. */
    public static final int MAX_ANSWER_CHARS = 4000;

    /** Without closing words. */
    public RunChanged(
            UUID run,
            String principal,
            String agent,
            Change change,
            String goal,
            String detail,
            Ending ended,
            Instant at) {
        this(run, principal, agent, change, goal, detail, ended, null, at);
    }

    public enum Change {
        STARTED,
        STEP,
        CANCEL_ASKED,
        ENDED
    }

    public enum Ending {
        COMPLETED,
        FAILED,
        CANCELLED
    }

    @Override
    public String key() {
        return run.toString();
    }
}
