package dev.approvalcopilot.approval.inbox;

import dev.approvalcopilot.contracts.action.RiskLevel;
import java.time.Instant;
import java.util.UUID;

/**
 * One row of the inbox.
 *
 * @param sentence what will happen, from the manifest over the bytes
 * @param connection the Auth0 connection whose account would be used
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
        UUID run,
        Instant createdAt,
        Instant expiresAt) {}
