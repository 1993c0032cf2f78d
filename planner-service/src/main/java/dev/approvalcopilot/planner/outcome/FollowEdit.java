package dev.approvalcopilot.planner.outcome;

import dev.approvalcopilot.contracts.action.Action;
import dev.approvalcopilot.contracts.event.ActionDecided;
import dev.approvalcopilot.contracts.event.ActionEdited;
import dev.approvalcopilot.contracts.event.ActionExecuted;
import dev.approvalcopilot.contracts.event.Event;
import dev.approvalcopilot.contracts.event.SecurityEvent;
import dev.approvalcopilot.contracts.event.Service;
import dev.approvalcopilot.contracts.json.MalformedJson;
import dev.approvalcopilot.contracts.manifest.ToolCatalog;
import dev.approvalcopilot.planner.run.FeedEntry;
import dev.approvalcopilot.planner.run.PlainText;
import dev.approvalcopilot.planner.run.Run;
import dev.approvalcopilot.planner.run.RunFeed;
import dev.approvalcopilot.planner.run.Runs;
import dev.approvalcopilot.planner.run.Step;
import dev.approvalcopilot.planner.run.StepState;
import dev.approvalcopilot.planner.run.StepView;
import dev.approvalcopilot.planner.run.Steps;
import dev.approvalcopilot.support.inbox.Unprocessable;
import dev.approvalcopilot.support.outbox.Outbox;
import jakarta.enterprise.context.ApplicationScoped;

/** A person changed an action: the run's step goes on with the new one, so that its outcome reaches the model. */
@ApplicationScoped
class FollowEdit {

    private static final int MAX_SENTENCE = 1000;

    private final Runs runs;
    private final Steps steps;
    private final RunFeed feed;
    private final EarlyEvents early;
    private final ApplyChange applyChange;
    private final ToolCatalog tools;
    private final Outbox outbox;

    FollowEdit(
            Runs runs,
            Steps steps,
            RunFeed feed,
            EarlyEvents early,
            ApplyChange applyChange,
            ToolCatalog tools,
            Outbox outbox) {
        this.runs = runs;
        this.steps = steps;
        this.feed = feed;
        this.early = early;
        this.applyChange = applyChange;
        this.tools = tools;
        this.outbox = outbox;
    }

    /** In the transaction of the event. */
    void follow(ActionEdited event) {
        if (event.supersedes() == null) {
            // Asked for on the page: no agent waits for it.
            return;
        }
        var action = read(event);
        var run = runs.lock(action.run());
        if (run.isEmpty()) {
            return;
        }
        var step = steps.find(event.supersedes());
        if (step.isEmpty()) {
            // An edit of an edit, before the first one.
            early.keep(event.supersedes(), event);
        } else if (fits(run.get(), step.get(), action)) {
            replace(run.get(), step.get(), event, action);
        } else {
            report(event, run.get());
        }
    }

    private static Action read(ActionEdited event) {
        try {
            var action = Action.read(event.action());
            if (action.id().equals(event.id())) {
                return action;
            }
        } catch (MalformedJson | NullPointerException e) {
            // Said below.
        }
        throw new Unprocessable("unreadable_action");
    }

    private static boolean fits(Run run, Step step, Action action) {
        boolean open = step.state() == StepState.PROPOSED || step.state() == StepState.PENDING;
        return open
                && step.run().equals(run.id())
                && run.principal().equals(action.principal())
                && run.agent().equals(action.agent())
                && action.tool().equals(step.tool());
    }

    private void replace(Run run, Step step, ActionEdited event, Action action) {
        var sentence = tools.find(action.tool())
                .map(tool -> PlainText.of(tool.sentence(action.arguments()), MAX_SENTENCE))
                .orElse(step.sentence());
        var successor = new Step(
                action.id(),
                step.run(),
                step.turn(),
                step.position(),
                step.callId(),
                step.callName(),
                step.tool(),
                sentence,
                StepState.PROPOSED,
                event.action().digest().value(),
                null,
                null,
                null,
                null,
                null,
                step.proposedAt(),
                null,
                step.id(),
                event.changesArguments() ? action.arguments().toString() : step.editedArguments());
        steps.supersede(successor);
        feed.append(run.id(), new FeedEntry.StepChanged(StepView.of(successor)));
        early.take(action.id()).forEach(this::catchUp);
    }

    private void catchUp(Event event) {
        switch (event) {
            case ActionDecided decided -> applyChange.apply(decided.action(), StepChange.of(decided), decided);
            case ActionExecuted executed -> applyChange.apply(executed.action(), StepChange.of(executed), executed);
            case ActionEdited edited -> follow(edited);
            default -> throw new IllegalStateException("only what changes a step is kept");
        }
    }

    private void report(ActionEdited event, Run run) {
        outbox.add(new SecurityEvent(
                Service.PLANNER,
                "edit_mismatch",
                "An edit came that does not fit the step whose action it replaces",
                event.id(),
                run.principal(),
                run.now()));
    }
}
