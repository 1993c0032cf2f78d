package dev.approvalcopilot.approval.reconciliation;

import dev.approvalcopilot.approval.inbox.ApprovalState;
import java.time.Instant;
import java.util.UUID;

/** @param state RECONCILED */
public record ReconciliationAnswer(UUID id, ApprovalState state, boolean happened, String note, Instant at) {}
