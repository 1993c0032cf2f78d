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
    /** A person changed its arguments: another action takes its place. */
    SUPERSEDED,
    /** The gateway is about to call; an effect is possible from here on. */
    DISPATCHING,
    SUCCEEDED,
    /** The provider said no. */
    FAILED,
    /** The gateway did not call. */
    REFUSED,
    /** Sent, no answer: it may have happened. */
    UNKNOWN,
    /** A person looked, and settled an UNKNOWN. */
    RECONCILED;

    /**
     * Which states may follow. What the gateway reports may also follow where nobody approved: who holds the grant key can
     * present a grant of their own making, and then the report is what happened. A refusal changes nothing about a no.
     */
    public Set<ApprovalState> next() {
        return switch (this) {
            case PENDING ->
                Set.of(
                        APPROVED,
                        REJECTED,
                        EXPIRED,
                        CANCELLED,
                        SUPERSEDED,
                        DISPATCHING,
                        SUCCEEDED,
                        FAILED,
                        REFUSED,
                        UNKNOWN);
            case APPROVED -> Set.of(DISPATCHING, SUCCEEDED, FAILED, REFUSED, UNKNOWN);
            case REJECTED, EXPIRED, CANCELLED, SUPERSEDED -> Set.of(DISPATCHING, SUCCEEDED, FAILED, UNKNOWN);
            case DISPATCHING -> Set.of(SUCCEEDED, FAILED, REFUSED, UNKNOWN);
            case UNKNOWN -> Set.of(RECONCILED);
            case SUCCEEDED, FAILED, REFUSED, RECONCILED -> Set.of();
        };
    }

    public boolean mayBecome(ApprovalState other) {
        return next().contains(other);
    }

    /** Whether nothing follows that is expected. */
    public boolean isFinal() {
        return switch (this) {
            case PENDING, APPROVED, DISPATCHING -> false;
            case REJECTED, EXPIRED, CANCELLED, SUPERSEDED, SUCCEEDED, FAILED, REFUSED, UNKNOWN, RECONCILED -> true;
        };
    }

    /** Whether a call is still to come, if it is to come at all: what an operator's halt would stop. */
    public boolean mayStillRun() {
        return this == PENDING || this == APPROVED;
    }

    /** Whether the gateway said so, or somebody about what it said. */
    public boolean isExecution() {
        return switch (this) {
            case DISPATCHING, SUCCEEDED, FAILED, REFUSED, UNKNOWN, RECONCILED -> true;
            case PENDING, APPROVED, REJECTED, EXPIRED, CANCELLED, SUPERSEDED -> false;
        };
    }
}
