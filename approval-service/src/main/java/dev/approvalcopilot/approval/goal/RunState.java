package dev.approvalcopilot.approval.goal;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How far a run is, as far as this service was told. */
@Schema(
        description =
                "REQUESTED: the planner has not taken it up yet; WAITING: actions wait for a decision; STOPPING: asked to stop.")
public enum RunState {
    REQUESTED,
    RUNNING,
    WAITING,
    STOPPING,
    COMPLETED,
    FAILED,
    CANCELLED;

    /** @param ended how it ended; null while it is open @param waiting how many of its actions wait for a decision */
    static RunState of(String ended, boolean takenUp, boolean stopAsked, int waiting) {
        if (ended != null) {
            return valueOf(ended);
        }
        if (stopAsked) {
            return STOPPING;
        }
        if (!takenUp) {
            return REQUESTED;
        }
        return waiting > 0 ? WAITING : RUNNING;
    }

    public boolean over() {
        return switch (this) {
            case REQUESTED, RUNNING, WAITING, STOPPING -> false;
            case COMPLETED, FAILED, CANCELLED -> true;
        };
    }
}
