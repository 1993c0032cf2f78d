package dev.approvalcopilot.approval.testing;

import dev.approvalcopilot.contracts.event.RunChanged;
import dev.approvalcopilot.contracts.event.RunChanged.Change;
import dev.approvalcopilot.contracts.event.RunChanged.Ending;
import java.time.Instant;
import java.util.UUID;

/** What the planner tells of a run. */
public record ARun(UUID id, String principal) {
    public static ARun of(Person person, UUID id) {
        return new ARun(id, person.sub());
    }

    public RunChanged started(String goal) {
        return event(Change.STARTED, goal, "The run was taken in", null, null);
    }

    public RunChanged step(String detail) {
        return event(Change.STEP, null, detail, null, null);
    }

    public RunChanged cancelAsked() {
        return event(Change.CANCEL_ASKED, null, "Asked to stop", null, null);
    }

    public RunChanged completed(String answer) {
        return event(Change.ENDED, null, "The agent finished", Ending.COMPLETED, answer);
    }

    public RunChanged failed(String detail) {
        return event(Change.ENDED, null, detail, Ending.FAILED, null);
    }

    private RunChanged event(Change change, String goal, String detail, Ending ended, String answer) {
        return new RunChanged(id, principal, "planner", change, goal, detail, ended, answer, Instant.now());
    }
}
