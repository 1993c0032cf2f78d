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
     */
    record OfAction(long seq, UUID action, UUID run, ApprovalState state, RiskLevel level, String sentence, Instant at)
            implements FeedEntry {}

    /** Something was told of a run. */
    record OfRun(long seq, UUID run, Instant at) implements FeedEntry {}
}
