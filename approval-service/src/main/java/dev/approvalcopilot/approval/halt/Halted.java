package dev.approvalcopilot.approval.halt;

import java.time.Instant;

/**
 * A scope that stands still.
 *
 * @param scope {@code all}, {@code connection:NAME}, {@code tool:NAME}, {@code agent:NAME} or {@code person:SUB}
 * @param reason in the operator's words
 */
public record Halted(String scope, String reason, Instant since) {}
