package dev.approvalcopilot.planner.intake;

import dev.approvalcopilot.contracts.event.RunCancelRequested;
import dev.approvalcopilot.contracts.event.RunChanged;
import dev.approvalcopilot.contracts.event.RunChanged.Change;
import dev.approvalcopilot.planner.PlannerProblem;
import dev.approvalcopilot.planner.run.EndRun;
import dev.approvalcopilot.planner.run.FeedEntry;
import dev.approvalcopilot.planner.run.Run;
import dev.approvalcopilot.planner.run.RunFeed;
import dev.approvalcopilot.planner.run.RunRules;
import dev.approvalcopilot.planner.run.RunRules.CancelAnswer;
import dev.approvalcopilot.planner.run.Runs;
import dev.approvalcopilot.planner.run.Steps;
import dev.approvalcopilot.support.inbox.Unprocessable;
import dev.approvalcopilot.support.outbox.Outbox;
import dev.approvalcopilot.support.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Takes the request to stop. What waits for a decision is withdrawn by the approval-service; what was approved runs to its
 * end; the model is not asked again.
 */
@ApplicationScoped
public class CancelRun {

    private static final Logger LOG = Logger.getLogger(CancelRun.class);

    private final OwnRuns own;
    private final Runs runs;
    private final Steps steps;
    private final RunFeed feed;
    private final EndRun end;
    private final Outbox outbox;

    CancelRun(OwnRuns own, Runs runs, Steps steps, RunFeed feed, EndRun end, Outbox outbox) {
        this.own = own;
        this.runs = runs;
        this.steps = steps;
        this.feed = feed;
        this.end = end;
        this.outbox = outbox;
    }

    @Transactional
    Run cancel(Caller caller, UUID id) {
        if (cancel(own.lock(caller, id)) == CancelAnswer.TOO_LATE) {
            throw new ProblemException(PlannerProblem.RUN_ENDED, "There is nothing left to cancel.");
        }
        return runs.find(id).orElseThrow();
    }

    /** What a person asked for on the page, in the transaction of the event. Of another person's run nothing is said. */
    public void cancel(RunCancelRequested event) {
        if (event.run() == null || event.principal() == null) {
            throw new Unprocessable("unfit_cancel_request");
        }
        runs.lock(event.run())
                .filter(run -> run.principal().equals(event.principal()))
                .ifPresentOrElse(this::cancel, () -> LOG.infof("event=foreign_run run=%s", event.run()));
    }

    private CancelAnswer cancel(Run run) {
        var answer = RunRules.onCancel(run.status(), run.cancelAsked(), steps.anyOpen(run.id()));
        switch (answer) {
            case ALREADY_ASKED, TOO_LATE -> {}
            case ASKED -> ask(run);
            case CANCELLED -> {
                ask(run);
                end.cancelled(run);
            }
        }
        return answer;
    }

    private void ask(Run run) {
        runs.askToCancel(run.id());
        feed.append(run.id(), new FeedEntry.CancelAsked());
        outbox.add(new RunChanged(
                run.id(), run.principal(), run.agent(), Change.CANCEL_ASKED, null, "Asked to stop", null, run.now()));
    }
}
