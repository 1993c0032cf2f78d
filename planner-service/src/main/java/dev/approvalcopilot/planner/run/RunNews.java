package dev.approvalcopilot.planner.run;

import dev.approvalcopilot.contracts.event.RunChanged;
import dev.approvalcopilot.contracts.event.RunChanged.Change;
import dev.approvalcopilot.support.outbox.Outbox;
import jakarta.enterprise.context.ApplicationScoped;

/** Tells those who watch a run on the page that it moved, in one line for people. Never arguments, never the model's words. */
@ApplicationScoped
public class RunNews {

    private final Outbox outbox;

    RunNews(Outbox outbox) {
        this.outbox = outbox;
    }

    /** In the caller's transaction. */
    public void step(Run run, String detail) {
        outbox.add(new RunChanged(run.id(), run.principal(), run.agent(), Change.STEP, null, detail, null, run.now()));
    }
}
