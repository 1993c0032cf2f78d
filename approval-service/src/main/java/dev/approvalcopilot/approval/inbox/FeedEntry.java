package dev.approvalcopilot.approval.inbox;

import dev.approvalcopilot.contracts.action.RiskLevel;
import java.time.Instant;
import java.util.UUID;

/** One change of something of a person's. */
public sealed interface FeedEntry {
    /** Its number in the person's feed: 1, 2, 3, … */
    long seq();

    UUID run();

    /**
     * An action changed.
     *
     * @param state as of this change; by now it may have moved on
     * @param moved whether it is new or its state changed; otherwise something else about it did, such as an approval of a quorum
     * @param own whether the agent acts for this person, who is asked as a member of a group otherwise
     */
    record OfAction(
            long seq,
            UUID action,
            UUID run,
            ApprovalState state,
            RiskLevel level,
            String sentence,
            boolean moved,
            boolean own,
            Instant at)
            implements FeedEntry {}

    /** Something was told of a run. */
    record OfRun(long seq, UUID run, Instant at) implements FeedEntry {}
}
