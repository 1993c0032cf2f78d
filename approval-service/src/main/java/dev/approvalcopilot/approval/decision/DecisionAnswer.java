package dev.approvalcopilot.approval.decision;

import dev.approvalcopilot.approval.inbox.ApprovalState;
import java.time.Instant;
import java.util.UUID;

/**
 * What stands now.
 *
 * @param state APPROVED, REJECTED or SUPERSEDED
 * @param successor the action that an edit became; absent otherwise. It can be looked at once it is classified
 */
public record DecisionAnswer(UUID id, ApprovalState state, Instant at, UUID successor) {

    static DecisionAnswer of(UUID id, Verdict.Done done) {
        return new DecisionAnswer(id, done.state(), done.at(), null);
    }

    static DecisionAnswer of(UUID id, Verdict.Superseded superseded) {
        return new DecisionAnswer(id, ApprovalState.SUPERSEDED, superseded.at(), superseded.successor());
    }
}
