package dev.approvalcopilot.approval.intake;

import dev.approvalcopilot.approval.halt.Halts;
import dev.approvalcopilot.approval.inbox.PolicyInForce;
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
import dev.approvalcopilot.support.inbox.EventHandler;
import dev.approvalcopilot.support.inbox.ReceivedEvent;
import dev.approvalcopilot.support.inbox.Unprocessable;
import jakarta.enterprise.context.ApplicationScoped;

/** Gives each event to its transaction script. */
@ApplicationScoped
class ApprovalEvents implements EventHandler {
    private final Hold hold;
    private final FollowRun followRun;
    private final RecordOutcome recordOutcome;
    private final Halts halts;
    private final PolicyInForce policies;

    ApprovalEvents(Hold hold, FollowRun followRun, RecordOutcome recordOutcome, Halts halts, PolicyInForce policies) {
        this.policies = policies;
        this.hold = hold;
        this.followRun = followRun;
        this.recordOutcome = recordOutcome;
        this.halts = halts;
    }

    @Override
    public void handle(ReceivedEvent received) {
        switch (received.event()) {
            case ActionClassified classified -> hold.hold(classified);
            case RunChanged changed -> followRun.follow(changed);
            case ActionExecuted executed -> recordOutcome.record(executed);
            case HaltChanged changed -> halts.note(changed);
            case PoliciesInForce said -> policies.note(said.policy(), said.at());
            case RunRequested _,
                    RunCancelRequested _,
                    ActionProposed _,
                    ActionEdited _,
                    ActionDecided _,
                    GrantIssued _,
                    PersonChanged _,
                    SecurityEvent _,
                    DeadLetter _ -> throw new Unprocessable("not_for_this_service");
        }
    }
}
