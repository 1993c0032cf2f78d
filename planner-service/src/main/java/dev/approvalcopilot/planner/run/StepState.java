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
    /** Never proposed: an unknown tool, or arguments that the tool's schema refuses. */
    INVALID;

    /** Whether nothing can follow. */
    public boolean settled() {
        return switch (this) {
            case PROPOSED, PENDING, APPROVED, DISPATCHING -> false;
            case REJECTED, EXPIRED, CANCELLED, SUCCEEDED, FAILED, REFUSED, UNKNOWN, INVALID -> true;
        };
    }

    /** Topics overtake each other: only a later state replaces an earlier one, and nothing replaces an outcome. */
    public boolean mayBecome(StepState next) {
        return !settled() && next != INVALID && next.compareTo(this) > 0;
    }
}
