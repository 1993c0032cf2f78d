package dev.approvalcopilot.approval.decision;

import dev.approvalcopilot.approval.decision.DecisionRules.Facts;
import dev.approvalcopilot.approval.grant.GrantIssuer;
import dev.approvalcopilot.approval.inbox.Approval;
import dev.approvalcopilot.approval.inbox.ApprovalProgress;
import dev.approvalcopilot.approval.inbox.Approvals;
import dev.approvalcopilot.approval.inbox.Decided;
import dev.approvalcopilot.approval.inbox.GivenApproval;
import dev.approvalcopilot.approval.inbox.GivenApprovals;
import dev.approvalcopilot.approval.presence.Evidence;
import dev.approvalcopilot.approval.presence.PresenceEvidence;
import dev.approvalcopilot.contracts.event.ActionDecided;
import dev.approvalcopilot.contracts.event.GrantIssued;
import dev.approvalcopilot.contracts.grant.GrantClaims;
import dev.approvalcopilot.contracts.json.Digest;
import dev.approvalcopilot.contracts.review.ReviewDocument.Account;
import dev.approvalcopilot.support.outbox.Outbox;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Records a person's yes, and issues the one grant when nobody else's is missing. Under the action's lock. */
@ApplicationScoped
class Approve {
    private final Approvals approvals;
    private final GivenApprovals given;
    private final PresenceEvidence presence;
    private final GrantIssuer grants;
    private final Outbox outbox;
    private final DecisionMetrics metrics;
    private final CanaryDecisions canaries;

    Approve(
            Approvals approvals,
            GivenApprovals given,
            PresenceEvidence presence,
            GrantIssuer grants,
            Outbox outbox,
            DecisionMetrics metrics,
            CanaryDecisions canaries) {
        this.approvals = approvals;
        this.given = given;
        this.presence = presence;
        this.grants = grants;
        this.outbox = outbox;
        this.metrics = metrics;
        this.canaries = canaries;
    }

    /** The approvals so far that count for this view, epoch and time. */
    List<GivenApproval> counting(UUID action, Digest view, String epoch, Instant now) {
        return given.of(action).stream()
                .filter(one -> one.countsFor(view, epoch, now))
                .toList();
    }

    /** Who has approved already need not log in again for saying it twice. */
    static Optional<Evidence> loginOf(List<GivenApproval> counting, String approver) {
        return counting.stream()
                .filter(one -> one.approver().equals(approver) && one.idToken() != null)
                .map(one -> new Evidence(one.idToken(), one.authTime(), one.groups()))
                .findFirst();
    }

    /** @param before the approvals so far that count */
    Verdict approve(
            Facts facts,
            Account account,
            Optional<Evidence> login,
            String epoch,
            List<GivenApproval> before,
            Decision.Approve decision) {
        var approval = facts.approval();
        if (canaries.isOne(approval)) {
            throw new IllegalStateException("what is made up never gets a grant");
        }
        var all = new ArrayList<>(before);
        if (before.stream()
                .noneMatch(one -> one.approver().equals(facts.approver().sub()))) {
            if (!fit(before, login)) {
                return new Verdict.LoginsTooLarge();
            }
            var mine = new GivenApproval(
                    facts.approver().sub(),
                    decision.view(),
                    epoch,
                    login.map(Evidence::groups).orElse(Set.of()),
                    login.map(Evidence::idToken).orElse(null),
                    login.map(Evidence::authTime).orElse(null),
                    facts.now());
            given.add(approval.id(), mine);
            all.add(mine);
        }
        presence.useUp(approval.id(), facts.approver().sub());
        var progress = ApprovalProgress.of(approval, all);
        if (progress.isComplete()) {
            return complete(facts, account, epoch, all, decision);
        }
        if (all.size() > before.size()) {
            outbox.add(new ActionDecided.ApprovalGiven(
                    approval.ref(),
                    facts.approver().sub(),
                    decision.view(),
                    progress.given().size(),
                    progress.needed(),
                    facts.now()));
        }
        approvals.touched(approval);
        return new Verdict.Recorded(progress, facts.now());
    }

    /** The gateway looks at no longer grant. It is said to the one whose yes would be too much, and not when all have decided. */
    private static boolean fit(List<GivenApproval> before, Optional<Evidence> login) {
        long given = before.stream()
                .map(GivenApproval::idToken)
                .filter(Objects::nonNull)
                .mapToLong(String::length)
                .sum();
        return given + login.map(mine -> mine.idToken().length()).orElse(0) <= GrantClaims.MAX_EVIDENCE_LENGTH;
    }

    private Verdict complete(
            Facts facts, Account account, String epoch, List<GivenApproval> all, Decision.Approve decision) {
        Approval approval = facts.approval();
        var now = facts.now();
        var approvers = all.stream().map(Approve::approver).toList();
        var grant = grants.issue(approval, account, decision.view(), approvers, epoch, now);
        var approved = new Decided.Approved(
                facts.approver().sub(),
                decision.view(),
                account.id(),
                grant.jti(),
                grant.endsAt(),
                decision.idempotencyKey(),
                now);
        approvals.decide(approval, approved);
        outbox.add(new ActionDecided.Approved(
                approval.ref(),
                facts.approver().sub(),
                decision.view(),
                grant.jti(),
                all.stream()
                        .map(one -> new ActionDecided.Approver(one.approver(), one.at()))
                        .toList(),
                now));
        outbox.add(new GrantIssued(approval.id(), grant.compact(), approval.bytes()));
        metrics.decided(approval, approved);
        return new Verdict.Done(approved.state(), now);
    }

    private static GrantClaims.Approver approver(GivenApproval one) {
        var evidence = one.idToken() == null
                ? List.<GrantClaims.Evidence>of()
                : List.of(new GrantClaims.Evidence(GrantClaims.Evidence.LOGIN_V1, one.idToken()));
        return new GrantClaims.Approver(one.approver(), one.at().getEpochSecond(), evidence);
    }
}
