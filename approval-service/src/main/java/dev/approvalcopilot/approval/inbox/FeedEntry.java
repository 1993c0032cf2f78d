package dev.approvalcopilot.approval.inbox;

import dev.approvalcopilot.contracts.action.RiskLevel;
import java.time.Instant;
import java.util.UUID;

/**
 * One change of one of a person's actions.
 *
 * @param seq its number in the person's feed: 1, 2, 3, …
 * @param state as of this change; by now it may have moved on
 */
public record FeedEntry(
        long seq, UUID action, UUID run, ApprovalState state, RiskLevel level, String sentence, Instant at) {}
