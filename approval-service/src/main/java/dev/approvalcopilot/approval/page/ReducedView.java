package dev.approvalcopilot.approval.page;

import dev.approvalcopilot.approval.inbox.Approval;
import dev.approvalcopilot.approval.inbox.ApprovalState;
import dev.approvalcopilot.contracts.Ids;
import java.util.UUID;

/**
 * As much of an action as is needed to say no to it, where the whole cannot be shown.
 *
 * @param key the same for a form sent twice
 */
public record ReducedView(
        UUID id,
        Level level,
        String state,
        boolean waits,
        InertText sentence,
        InertText tool,
        InertText agent,
        String digest,
        String key) {
    static ReducedView of(Approval approval) {
        return new ReducedView(
                approval.id(),
                Level.of(approval.level()),
                Words.of(approval.state()),
                approval.state() == ApprovalState.PENDING,
                InertText.brief(approval.tool().sentence()),
                InertText.brief(approval.action().tool()),
                InertText.brief(approval.action().agent()),
                approval.digest().value(),
                Ids.random128());
    }
}
