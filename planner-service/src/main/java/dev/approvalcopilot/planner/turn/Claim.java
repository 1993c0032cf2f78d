package dev.approvalcopilot.planner.turn;

import dev.approvalcopilot.planner.run.Run;
import java.util.UUID;

/**
 * One run that this instance thinks about.
 *
 * @param lease the token that says so in the run's row
 */
record Claim(Run run, UUID lease) {

    /** Whether the row still says what it said when the model was asked. */
    boolean stillHolds(Run now) {
        return now.leasedBy(lease)
                && now.turn() == run.turn()
                && !now.cancelAsked()
                && !now.status().ended();
    }
}
