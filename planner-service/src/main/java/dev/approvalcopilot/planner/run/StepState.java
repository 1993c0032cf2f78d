package dev.approvalcopilot.planner.run;

/** What became of one tool call of the model. The order is the way forward. */
public enum StepState {
    PROPOSED,
    PENDING,
    APPROVED,
    DISPATCHING,
    REJECTED,
    EXPIRED,
    CANCELLED,
    SUCCEEDED,
    FAILED,
    REFUSED,
    UNKNOWN,
    /** It was UNKNOWN, and a person looked and said whether it happened. */
    RECONCILED,
    /** Never proposed: an operator had halted its tool or its connection. */
    HALTED,
    /** Never proposed: an unknown tool, or arguments that the tool's schema refuses. */
    INVALID;

    /** Whether it has an outcome. Of an UNKNOWN one more may be heard. */
    public boolean settled() {
        return switch (this) {
            case PROPOSED, PENDING, APPROVED, DISPATCHING -> false;
            case REJECTED, EXPIRED, CANCELLED, SUCCEEDED, FAILED, REFUSED, UNKNOWN, RECONCILED, HALTED, INVALID -> true;
        };
    }

    /**
     * Topics overtake each other: only a later state replaces an earlier one. An outcome stays, unless it was unknown: then a
     * person's word replaces it, and a report of the gateway that comes late replaces both.
     */
    public boolean mayBecome(StepState next) {
        return switch (this) {
            case UNKNOWN -> next == RECONCILED || next.known();
            case RECONCILED -> next.known();
            default -> !settled() && next.proposed() && next.compareTo(this) > 0;
        };
    }

    /** Whether the gateway has said what became of the call. */
    private boolean known() {
        return this == SUCCEEDED || this == FAILED || this == REFUSED;
    }

    /** Whether the call became an action. */
    public boolean proposed() {
        return this != HALTED && this != INVALID;
    }
}
