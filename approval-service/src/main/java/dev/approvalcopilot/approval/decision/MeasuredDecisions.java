package dev.approvalcopilot.approval.decision;

import dev.approvalcopilot.approval.attention.Measure;
import dev.approvalcopilot.approval.attention.Measured;
import dev.approvalcopilot.approval.decision.DecisionRules.Facts;
import dev.approvalcopilot.approval.inbox.Approval;
import dev.approvalcopilot.approval.tool.InstalledTools;
import dev.approvalcopilot.contracts.event.ActionClassified.Reason;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Says what a decision that stands was like, for statistics. In its transaction. */
@ApplicationScoped
class MeasuredDecisions {
    private static final String BY_THE_TOOL = "manifest";

    private final Measure measure;
    private final InstalledTools tools;
    private final CanaryDecisions canaries;

    MeasuredDecisions(Measure measure, InstalledTools tools, CanaryDecisions canaries) {
        this.measure = measure;
        this.tools = tools;
        this.canaries = canaries;
    }

    /** @param likeRejected whether the action was marked as the like of a rejected one */
    void note(Facts facts, boolean likeRejected, Decision decision, Verdict verdict) {
        boolean stands = verdict instanceof Verdict.Done
                || verdict instanceof Verdict.Recorded
                || verdict instanceof Verdict.Superseded;
        var approval = facts.approval();
        if (!stands || approval.decided() != null || canaries.isOne(approval)) {
            return; // refused, said before, or no true request
        }
        measure.note(new Measured(
                approval.id(),
                facts.approver().sub(),
                approval.action().tool(),
                approval.level(),
                word(decision),
                raisedBy(approval),
                likeRejected,
                approval.createdAt(),
                facts.shownSince(),
                facts.now()));
    }

    private static Measured.Word word(Decision decision) {
        return switch (decision) {
            case Decision.Approve _ -> Measured.Word.APPROVED;
            case Decision.Reject _ -> Measured.Word.REJECTED;
            case Decision.Answer _ -> Measured.Word.ANSWERED;
            case Decision.Edit _ -> Measured.Word.CHANGED;
        };
    }

    /** Where the level is no higher than the tool's own, no policy made a difference. */
    private List<String> raisedBy(Approval approval) {
        boolean raised = tools.find(approval.action().tool())
                .filter(tool -> approval.level().compareTo(tool.manifest().riskFloor()) > 0)
                .isPresent();
        return raised
                ? approval.reasons().stream()
                        .map(Reason::policy)
                        .filter(policy -> !policy.equals(BY_THE_TOOL))
                        .distinct()
                        .toList()
                : List.of();
    }
}
