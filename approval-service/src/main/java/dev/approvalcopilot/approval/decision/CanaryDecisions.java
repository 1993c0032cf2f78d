package dev.approvalcopilot.approval.decision;

import dev.approvalcopilot.approval.attention.Canaries;
import dev.approvalcopilot.approval.attention.Canaries.End;
import dev.approvalcopilot.approval.decision.DecisionRules.Facts;
import dev.approvalcopilot.approval.decision.DecisionRules.Judgement;
import dev.approvalcopilot.approval.inbox.Approval;
import dev.approvalcopilot.approval.inbox.ApprovalState;
import dev.approvalcopilot.approval.inbox.Approvals;
import dev.approvalcopilot.approval.inbox.Decided;
import dev.approvalcopilot.contracts.event.ActionDecided;
import dev.approvalcopilot.contracts.event.SecurityEvent;
import dev.approvalcopilot.contracts.event.Service;
import dev.approvalcopilot.support.outbox.Outbox;
import jakarta.enterprise.context.ApplicationScoped;

/** Lets a made-up request end where a true one would go on: a yes becomes a rejection, before any login and any grant. */
@ApplicationScoped
class CanaryDecisions {
    private static final String REASON = "This was a test.";

    private final Canaries canaries;
    private final Approvals approvals;
    private final Outbox outbox;

    CanaryDecisions(Canaries canaries, Approvals approvals, Outbox outbox) {
        this.canaries = canaries;
        this.approvals = approvals;
        this.outbox = outbox;
    }

    boolean isOne(Approval approval) {
        return canaries.isOne(approval.id(), approval.action().agent());
    }

    /** The judgement itself for a true request, and for a no. Under the action's lock. */
    Judgement endOrGoOn(Facts facts, Decision decision, Judgement judgement) {
        if (facts.approval().state() != ApprovalState.PENDING || !isOne(facts.approval())) {
            return judgement;
        }
        return switch (judgement) {
            case Judgement.MayApprove _ -> yes(facts, decision);
            case Judgement.No(Verdict.LoginNeeded _) -> yes(facts, decision);
            case Judgement.No _ -> judgement;
            case Judgement.MayReject _ -> {
                canaries.ended(facts.approval().id(), End.CAUGHT);
                yield judgement;
            }
            case Judgement.MayEdit _ -> {
                end(facts, decision, End.CHANGED);
                yield new Judgement.No(new Verdict.AlreadyDecided(ApprovalState.REJECTED));
            }
        };
    }

    private Judgement yes(Facts facts, Decision decision) {
        end(facts, decision, End.APPROVED);
        var approval = facts.approval();
        if (canaries.areTold()) {
            outbox.add(new SecurityEvent(
                    Service.APPROVAL,
                    "canary_approved",
                    "A person approved a request that was made up to be rejected.",
                    approval.id(),
                    facts.approver().sub(),
                    facts.now()));
        }
        return new Judgement.No(new Verdict.Done(ApprovalState.REJECTED, facts.now()));
    }

    private void end(Facts facts, Decision decision, End end) {
        var approval = facts.approval();
        approvals.decide(approval, new Decided.Rejected(Canaries.BY, REASON, decision.idempotencyKey(), facts.now()));
        outbox.add(new ActionDecided.Rejected(approval.ref(), Canaries.BY, REASON, null, null, facts.now()));
        canaries.ended(approval.id(), end);
    }
}
