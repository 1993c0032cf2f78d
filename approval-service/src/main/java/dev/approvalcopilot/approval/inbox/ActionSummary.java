package dev.approvalcopilot.approval.inbox;

import dev.approvalcopilot.approval.halt.Halted;
import dev.approvalcopilot.contracts.action.RiskLevel;
import java.time.Instant;
import java.util.UUID;

/**
 * One row of the inbox.
 *
 * @param sentence what will happen, from the manifest over the bytes
 * @param principal whom the agent acts for
 * @param connection the Auth0 connection whose account would be used
 * @param decidedAt when it left the waiting ones; absent while it waits
 * @param batchable whether this person may approve it together with others
 * @param halted what an operator halted that this action needs; absent when nothing, or when the gateway is done with it
 */
public record ActionSummary(
        UUID id,
        ApprovalState state,
        RiskLevel level,
        String sentence,
        String title,
        String tool,
        String connection,
        String agent,
        String principal,
        UUID run,
        Instant createdAt,
        Instant expiresAt,
        Instant decidedAt,
        boolean batchable,
        Halted halted) {}
