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

    /** Whether it has an outcome. Only of an UNKNOWN one more is heard. */
    public boolean settled() {
        return switch (this) {
            case PROPOSED, PENDING, APPROVED, DISPATCHING -> false;
            case REJECTED, EXPIRED, CANCELLED, SUCCEEDED, FAILED, REFUSED, UNKNOWN, RECONCILED, HALTED, INVALID -> true;
        };
    }

    /**
     * Topics overtake each other: only a later state replaces an earlier one, and nothing replaces an outcome but a person's
     * word on an unknown one.
     */
    public boolean mayBecome(StepState next) {
        return (!settled() || this == UNKNOWN && next == RECONCILED) && next.proposed() && next.compareTo(this) > 0;
    }

    /** Whether the call became an action. */
    public boolean proposed() {
        return this != HALTED && this != INVALID;
    }
}
