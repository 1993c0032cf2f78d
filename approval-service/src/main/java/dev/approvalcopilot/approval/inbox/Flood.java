package dev.approvalcopilot.approval.inbox;

import dev.approvalcopilot.contracts.action.RiskLevel;
import java.time.Instant;

/**
 * Many waiting actions of one kind. CRITICAL ones never make one.
 *
 * @param title of the tool
 * @param actions how many wait
 * @param oldest when the first of them came
 * @param newest when the last of them came
 */
public record Flood(
        RiskLevel level,
        String tool,
        String agent,
        String title,
        String connection,
        long actions,
        Instant oldest,
        Instant newest) {}
