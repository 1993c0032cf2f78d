package dev.approvalcopilot.approval.intake;

import dev.approvalcopilot.approval.DatabaseClock;
import dev.approvalcopilot.approval.inbox.Approvals;
import dev.approvalcopilot.approval.inbox.Decided;
import dev.approvalcopilot.approval.run.Runs;
import dev.approvalcopilot.contracts.event.ActionDecided;
import dev.approvalcopilot.contracts.event.RunChanged;
import dev.approvalcopilot.support.outbox.Outbox;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Jdbi;

/** Notes a run's goal, and cancels what waits in a run that was asked to stop; what comes later, {@link Hold} cancels. */
@ApplicationScoped
class FollowRun {
    private static final Logger LOG = Logger.getLogger(FollowRun.class);

    private final Jdbi jdbi;
    private final Approvals approvals;
    private final Runs runs;
    private final Outbox outbox;

    FollowRun(Jdbi jdbi, Approvals approvals, Runs runs, Outbox outbox) {
        this.jdbi = jdbi;
        this.approvals = approvals;
        this.runs = runs;
        this.outbox = outbox;
    }

    /** In the transaction of the event. */
    void follow(RunChanged event) {
        switch (event.change()) {
            case STARTED, ENDED -> runs.note(event);
            case CANCEL_ASKED -> {
                runs.note(event);
                cancelWaiting(event);
            }
            case STEP -> {} // for watchers of the run
        }
    }

    private void cancelWaiting(RunChanged event) {
        for (var approval : approvals.lockPendingOfRun(event.run(), event.principal())) {
            var cancelled = new Decided.Cancelled(event.principal(), jdbi.withHandle(DatabaseClock::now));
            approvals.decide(approval, cancelled);
            outbox.add(new ActionDecided.Cancelled(approval.ref(), event.principal(), cancelled.at()));
            LOG.infof("event=cancelled action=%s run=%s", approval.id(), event.run());
        }
    }
}
