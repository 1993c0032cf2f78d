package dev.approvalcopilot.planner.outcome;

import dev.approvalcopilot.contracts.action.RiskLevel;
import dev.approvalcopilot.contracts.event.ActionRef;
import dev.approvalcopilot.contracts.event.Event;
import dev.approvalcopilot.contracts.event.SecurityEvent;
import dev.approvalcopilot.contracts.event.Service;
import dev.approvalcopilot.planner.PlannerConfig;
import dev.approvalcopilot.planner.conversation.ContinueRun;
import dev.approvalcopilot.planner.run.EndRun;
import dev.approvalcopilot.planner.run.FeedEntry;
import dev.approvalcopilot.planner.run.PlainText;
import dev.approvalcopilot.planner.run.Run;
import dev.approvalcopilot.planner.run.RunFeed;
import dev.approvalcopilot.planner.run.RunRules;
import dev.approvalcopilot.planner.run.Runs;
import dev.approvalcopilot.planner.run.Step;
import dev.approvalcopilot.planner.run.StepView;
import dev.approvalcopilot.planner.run.Steps;
import dev.approvalcopilot.support.outbox.Outbox;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Moves a step on, and its run when that was the last open one. Joins the caller's transaction. */
@ApplicationScoped
class ApplyChange {

    private static final Logger LOG = Logger.getLogger(ApplyChange.class);

    private static final int MAX_REASON = 2000;

    private final Runs runs;
    private final Steps steps;
    private final RunFeed feed;
    private final ContinueRun continueRun;
    private final EndRun end;
    private final EarlyEvents early;
    private final Outbox outbox;
    private final PlannerConfig config;

    ApplyChange(
            Runs runs,
            Steps steps,
            RunFeed feed,
            ContinueRun continueRun,
            EndRun end,
            EarlyEvents early,
            Outbox outbox,
            PlannerConfig config) {
        this.runs = runs;
        this.steps = steps;
        this.feed = feed;
        this.continueRun = continueRun;
        this.end = end;
        this.early = early;
        this.outbox = outbox;
        this.config = config;
    }

    /** @param event that the change comes from: kept where it came before its action */
    void apply(ActionRef action, StepChange change, Event event) {
        var run = steps.runOf(action.id())
                .or(() -> Optional.ofNullable(action.run()))
                .flatMap(runs::lock);
        if (run.isEmpty()) {
            LOG.infof("event=foreign_action action=%s", action.id());
            return;
        }
        // Read under the run's lock: an edit may have given the step another action just now.
        var step = steps.find(action.id());
        if (step.isEmpty()) {
            early.keep(action.id(), event);
        } else if (!action.digest().value().equals(step.get().digest())) {
            reportOtherBytes(action, run.get());
        } else if (step.get().state().mayBecome(change.state())) {
            move(run.get(), step.get(), change);
        }
    }

    /** Somebody speaks of other bytes than those that were proposed: nothing about ours follows from it. */
    private void reportOtherBytes(ActionRef action, Run run) {
        outbox.add(new SecurityEvent(
                Service.PLANNER,
                "digest_mismatch",
                "An outcome names another digest than the one that was proposed",
                action.id(),
                run.principal(),
                run.now()));
    }

    private void move(Run run, Step step, StepChange change) {
        var moved = switch (change) {
            case StepChange.Progress progress -> moved(step, progress);
            case StepChange.Outcome outcome -> settled(run, step, outcome);
        };
        steps.update(moved);
        if (!run.status().ended()) {
            // A feed closes with the run's end. What is settled by hand afterwards stands with the step.
            feed.append(run.id(), new FeedEntry.StepChanged(StepView.of(moved)));
        }
        if (moved.state().settled()) {
            switch (RunRules.afterOutcome(run.status(), run.cancelAsked(), steps.anyOpen(run.id()))) {
                case THINK -> continueRun.after(run, run.turn());
                case CANCEL -> end.cancelled(run);
                case STAY, WAIT -> {}
            }
        }
    }

    private static Step moved(Step step, StepChange.Progress progress) {
        return new Step(
                step.id(),
                step.run(),
                step.turn(),
                step.position(),
                step.callId(),
                step.callName(),
                step.tool(),
                step.sentence(),
                progress.state(),
                step.digest(),
                progress.level().map(RiskLevel::name).orElse(step.level()),
                progress.expiresAt().orElse(null),
                null,
                null,
                null,
                step.proposedAt(),
                null,
                step.supersedes(),
                step.editedArguments());
    }

    private Step settled(Run run, Step step, StepChange.Outcome outcome) {
        var fit = new StepChange.Outcome(
                outcome.state(),
                PlainText.of(outcome.reason(), MAX_REASON),
                PlainText.of(outcome.said(), MAX_REASON),
                outcome.result());
        return new Step(
                step.id(),
                step.run(),
                step.turn(),
                step.position(),
                step.callId(),
                step.callName(),
                step.tool(),
                step.sentence(),
                fit.state(),
                step.digest(),
                step.level(),
                null,
                fit.reason().isEmpty() ? null : fit.reason(),
                fit.result().map(Object::toString).orElse(null),
                ToolMessage.of(fit, step.editedArguments(), config.maxResultChars()),
                step.proposedAt(),
                run.now(),
                step.supersedes(),
                step.editedArguments());
    }
}
