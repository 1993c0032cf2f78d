package dev.approvalcopilot.approval.decision;

import dev.approvalcopilot.approval.inbox.ApprovalProgress;
import dev.approvalcopilot.approval.inbox.ApprovalState;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What stands now.
 *
 * @param state APPROVED, REJECTED or SUPERSEDED; PENDING when the approval is recorded and others are needed
 * @param successor the action that an edit became; absent otherwise. It can be looked at once it is classified
 * @param approvals how far it is, while others are needed; absent otherwise
 */
public record DecisionAnswer(
        UUID id,
        ApprovalState state,
        Instant at,
        @Nullable UUID successor,
        @Nullable ApprovalProgress approvals) {

    static DecisionAnswer of(UUID id, Verdict.Done done) {
        return new DecisionAnswer(id, done.state(), done.at(), null, null);
    }

    static DecisionAnswer of(UUID id, Verdict.Superseded superseded) {
        return new DecisionAnswer(id, ApprovalState.SUPERSEDED, superseded.at(), superseded.successor(), null);
    }

    static DecisionAnswer of(UUID id, Verdict.Recorded recorded) {
        return new DecisionAnswer(id, ApprovalState.PENDING, recorded.at(), null, recorded.progress());
    }
}
