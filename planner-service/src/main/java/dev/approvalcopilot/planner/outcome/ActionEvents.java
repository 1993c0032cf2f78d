package dev.approvalcopilot.planner.outcome;

import dev.approvalcopilot.contracts.event.ActionClassified;
import dev.approvalcopilot.contracts.event.ActionDecided;
import dev.approvalcopilot.contracts.event.ActionEdited;
import dev.approvalcopilot.contracts.event.ActionExecuted;
import dev.approvalcopilot.contracts.event.ActionProposed;
import dev.approvalcopilot.contracts.event.DeadLetter;
import dev.approvalcopilot.contracts.event.GrantIssued;
import dev.approvalcopilot.contracts.event.HaltChanged;
import dev.approvalcopilot.contracts.event.PersonChanged;
import dev.approvalcopilot.contracts.event.PoliciesInForce;
import dev.approvalcopilot.contracts.event.RunCancelRequested;
import dev.approvalcopilot.contracts.event.RunChanged;
import dev.approvalcopilot.contracts.event.RunRequested;
import dev.approvalcopilot.contracts.event.SecurityEvent;
import dev.approvalcopilot.planner.halt.Halts;
import dev.approvalcopilot.planner.intake.CancelRun;
import dev.approvalcopilot.planner.intake.TakeUpRun;
import dev.approvalcopilot.support.inbox.EventHandler;
import dev.approvalcopilot.support.inbox.ReceivedEvent;
import dev.approvalcopilot.support.inbox.Unprocessable;
import jakarta.enterprise.context.ApplicationScoped;

/** Reads goals of the page, decisions, edits, outcomes and halts. The transaction around it also records the event's id: a second delivery changes nothing. */
@ApplicationScoped
class ActionEvents implements EventHandler {

    private final TakeUpRun takeUpRun;
    private final CancelRun cancelRun;
    private final ApplyChange applyChange;
    private final FollowEdit followEdit;
    private final Halts halts;

    ActionEvents(
            TakeUpRun takeUpRun, CancelRun cancelRun, ApplyChange applyChange, FollowEdit followEdit, Halts halts) {
        this.takeUpRun = takeUpRun;
        this.cancelRun = cancelRun;
        this.applyChange = applyChange;
        this.followEdit = followEdit;
        this.halts = halts;
    }

    @Override
    public void handle(ReceivedEvent received) {
        switch (received.event()) {
            case RunRequested event -> takeUpRun.takeUp(event);
            case RunCancelRequested event -> cancelRun.cancel(event);
            case ActionDecided event -> applyChange.apply(event.action(), StepChange.of(event), event);
            case ActionExecuted event -> applyChange.apply(event.action(), StepChange.of(event), event);
            case ActionEdited event -> followEdit.follow(event);
            case HaltChanged event -> halts.note(event);
            case RunChanged _,
                    ActionProposed _,
                    ActionClassified _,
                    PoliciesInForce _,
                    GrantIssued _,
                    PersonChanged _,
                    SecurityEvent _,
                    DeadLetter _ -> throw new Unprocessable("unexpected_type");
        }
    }
}
