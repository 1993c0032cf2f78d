package dev.approvalcopilot.approval.goal;

import dev.approvalcopilot.approval.inbox.ApprovalState;
import dev.approvalcopilot.contracts.action.RiskLevel;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * One thing that happened in a run.
 *
 * @param text one line: what was told, or the action in one sentence
 * @param action null unless it is one
 * @param level of the action
 * @param state of the action, now
 * @param movedAt when the action got there; null while it waits
 * @param at when it arrived here
 */
@Schema(name = "RunStep", description = "One thing that happened in a run: something told of it, or an action.")
public record RunStep(
        Kind kind,
        String text,
        @Nullable UUID action,
        @Nullable RiskLevel level,
        @Nullable ApprovalState state,
        @Nullable Instant movedAt,
        Instant at) {

    /** What happened. */
    public enum Kind {
        ASKED,
        STARTED,
        STEP,
        ACTION,
        STOP_ASKED,
        ENDED
    }
}
