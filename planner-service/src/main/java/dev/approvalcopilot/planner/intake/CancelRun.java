package dev.approvalcopilot.planner.intake;

import dev.approvalcopilot.contracts.event.RunChanged;
import dev.approvalcopilot.contracts.event.RunChanged.Change;
import dev.approvalcopilot.planner.PlannerProblem;
import dev.approvalcopilot.planner.run.EndRun;
import dev.approvalcopilot.planner.run.FeedEntry;
import dev.approvalcopilot.planner.run.Run;
import dev.approvalcopilot.planner.run.RunFeed;
import dev.approvalcopilot.planner.run.RunRules;
import dev.approvalcopilot.planner.run.Runs;
import dev.approvalcopilot.planner.run.Steps;
import dev.approvalcopilot.support.outbox.Outbox;
import dev.approvalcopilot.support.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.UUID;

/**
 * Takes the request to stop. What waits for a decision is withdrawn by the approval-service; what was approved runs to its
 * end; the model is not asked again.
 */
@ApplicationScoped
class CancelRun {

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
        var run = own.lock(caller, id);
        switch (RunRules.onCancel(run.status(), run.cancelAsked(), steps.anyOpen(id))) {
            case ALREADY_ASKED -> {}
            case TOO_LATE -> throw new ProblemException(PlannerProblem.RUN_ENDED, "There is nothing left to cancel.");
            case ASKED -> ask(run);
            case CANCELLED -> {
                ask(run);
                end.cancelled(run);
            }
        }
        return runs.find(id).orElseThrow();
    }

    private void ask(Run run) {
        runs.askToCancel(run.id());
        feed.append(run.id(), new FeedEntry.CancelAsked());
        outbox.add(new RunChanged(
                run.id(), run.principal(), run.agent(), Change.CANCEL_ASKED, null, "Asked to stop", null, run.now()));
    }
}
