package dev.approvalcopilot.approval.attention;

import java.time.Instant;
import java.util.UUID;

/**
 * The latest rejection of an action like this one, which no approval followed.
 *
 * @param action that was rejected
 * @param by OIDC {@code sub}
 * @param reason as the agent read it
 */
public record LikeRejected(UUID action, Instant at, String by, String reason) {}
