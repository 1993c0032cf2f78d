package dev.approvalcopilot.approval.decision;

import dev.approvalcopilot.approval.inbox.ApprovalState;
import java.time.Instant;
import java.util.UUID;

/** @param state APPROVED or REJECTED */
public record DecisionAnswer(UUID id, ApprovalState state, Instant at) {}
