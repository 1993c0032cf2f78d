package dev.approvalcopilot.contracts.event;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A person typed a goal on the page: an agent is to begin a run with it. The planner takes it up and says so with
 * {@link RunChanged}; where it does not, it says why the run failed.
 *
 * @param run UUIDv7 of the run to be; the same one again is the same request
 * @param principal OIDC {@code sub} of the person the agent will act for
 * @param agent that is asked; {@link #AGENT}
 * @param goal what the person asks for, in their words; not blank, at most {@link #MAX_GOAL_CHARS}
 * @param timeZone IANA name of the zone in which the goal's times are meant; null: not known
 * @param locale BCP 47 tag of the person's language; null: not known
 */
public record RunRequested(
        UUID run,
        String principal,
        String agent,
        String goal,
        @Nullable String timeZone,
        @Nullable String locale,
        Instant at)
        implements Event {

    /** The agent that works for the page: the planner's own. */
    public static final String AGENT = "planner";

    /** UTF-16 units of a goal, wherever it is typed. */
    public static final int MAX_GOAL_CHARS = 4000;

    /** Of a person of whom no more is known. */
    public RunRequested(UUID run, String principal, String agent, String goal, Instant at) {
        this(run, principal, agent, goal, null, null, at);
    }

    /** What is known of the person and exists: a runtime may not know a zone that another does. */
    public Whereabouts whereabouts() {
        return Whereabouts.existing(timeZone, locale);
    }

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
