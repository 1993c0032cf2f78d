package dev.approvalcopilot.approval.goal;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * One of a person's runs.
 *
 * @param goal in the person's words; null where it has not arrived here
 * @param waiting actions that wait for a decision
 * @param done actions that were done
 * @param actions all of them, an edited one counted once
 * @param askedAt when this service first heard of it
 * @param endedAt null while it is open
 */
@Schema(name = "PersonsRun", description = "One of your runs.")
public record RunSummary(
        UUID id,
        String agent,
        @Nullable String goal,
        RunState state,
        int waiting,
        int done,
        int actions,
        Instant askedAt,
        @Nullable Instant endedAt) {

    /** Without the goal, so that it may be logged. */
    @Override
    public String toString() {
        return "RunSummary[" + id + " " + state + "]";
    }
}
