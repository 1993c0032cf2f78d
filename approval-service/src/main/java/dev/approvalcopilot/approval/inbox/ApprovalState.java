package dev.approvalcopilot.approval.inbox;

import java.util.Set;

/** Where an action stands (contracts, "States"). It only moves along {@link #next}; the table's constraint agrees. */
public enum ApprovalState {
    /** Waits for a human. */
    PENDING,
    /** A grant is out. */
    APPROVED,
    /** A human or a policy said no. */
    REJECTED,
    /** Nobody decided in time. */
    EXPIRED,
    /** Its run was cancelled first. */
    CANCELLED,
    /** The gateway is about to call; an effect is possible from here on. */
    DISPATCHING,
    SUCCEEDED,
    /** The provider said no. */
    FAILED,
    /** The gateway did not call. */
    REFUSED,
    /** Sent, no answer: it may have happened. */
    UNKNOWN;

    /** Which states may follow. Empty: this is the end. */
    public Set<ApprovalState> next() {
        return switch (this) {
            case PENDING -> Set.of(APPROVED, REJECTED, EXPIRED, CANCELLED);
            case APPROVED -> Set.of(DISPATCHING, SUCCEEDED, FAILED, REFUSED, UNKNOWN);
            case DISPATCHING -> Set.of(SUCCEEDED, FAILED, REFUSED, UNKNOWN);
            case REJECTED, EXPIRED, CANCELLED, SUCCEEDED, FAILED, REFUSED, UNKNOWN -> Set.of();
        };
    }

    public boolean mayBecome(ApprovalState other) {
        return next().contains(other);
    }

    public boolean isFinal() {
        return next().isEmpty();
    }

    /** Whether an approval stands behind it. */
    public boolean isApproved() {
        return switch (this) {
            case APPROVED, DISPATCHING, SUCCEEDED, FAILED, REFUSED, UNKNOWN -> true;
            case PENDING, REJECTED, EXPIRED, CANCELLED -> false;
        };
    }
}
