package dev.approvalcopilot.planner.run;

/** Where a run stands. */
public enum RunStatus {
    /** The model is being asked, or will be. */
    THINKING,
    /** Proposed actions have no outcome yet. */
    WAITING,
    COMPLETED,
    FAILED,
    CANCELLED;

    public boolean ended() {
        return switch (this) {
            case THINKING, WAITING -> false;
            case COMPLETED, FAILED, CANCELLED -> true;
        };
    }
}
