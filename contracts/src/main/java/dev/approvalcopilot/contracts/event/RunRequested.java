package dev.approvalcopilot.contracts.event;

import java.time.Instant;
import java.util.UUID;

/**
 * A person typed a goal on the page: an agent is to begin a run with it. The planner takes it up and says so with
 * {@link RunChanged}; where it does not, it says why the run failed.
 *
 * @param run UUIDv7 of the run to be; the same one again is the same request
 * @param principal OIDC {@code sub} of the person the agent will act for
 * @param agent that is asked; {@link #AGENT}
 * @param goal what the person asks for, in their words; not blank, at most {@link #MAX_GOAL_CHARS}
 */
public record RunRequested(UUID run, String principal, String agent, String goal, Instant at) implements Event {

    /** The agent that works for the page: the planner's own. */
    public static final String AGENT = "planner";

    /** UTF-16 units of a goal, wherever it is typed. */
    public static final int MAX_GOAL_CHARS = 4000;

    @Override
    public String key() {
        return run.toString();
    }

    /** Without the goal, so that it may be logged. */
    @Override
    public String toString() {
        return "RunRequested[" + run + "]";
    }
}
