package dev.approvalcopilot.approval.decision;

import dev.approvalcopilot.approval.ApprovalConfig;
import dev.approvalcopilot.approval.DatabaseClock;
import dev.approvalcopilot.approval.account.AccountLookup;
import dev.approvalcopilot.approval.account.ConnectedAccounts;
import dev.approvalcopilot.approval.attention.LikeRejections;
import dev.approvalcopilot.approval.attention.ReadingTimes;
import dev.approvalcopilot.approval.decision.DecisionRules.Facts;
import dev.approvalcopilot.approval.decision.DecisionRules.Judgement;
import dev.approvalcopilot.approval.halt.Halts;
import dev.approvalcopilot.approval.identity.Caller;
import dev.approvalcopilot.approval.inbox.Approval;
import dev.approvalcopilot.approval.inbox.ApprovalState;
import dev.approvalcopilot.approval.inbox.Approvals;
import dev.approvalcopilot.approval.inbox.Decided;
import dev.approvalcopilot.approval.inbox.GivenApproval;
import dev.approvalcopilot.approval.inbox.PolicyInForce;
import dev.approvalcopilot.approval.inbox.ShownActions;
import dev.approvalcopilot.approval.own.OwnRulesCopy;
import dev.approvalcopilot.approval.presence.Evidence;
import dev.approvalcopilot.approval.presence.PresenceEvidence;
import dev.approvalcopilot.approval.tool.InstalledTools;
import dev.approvalcopilot.approval.waiting.Deadlines;
import dev.approvalcopilot.contracts.action.RiskLevel;
import dev.approvalcopilot.contracts.event.ActionDecided;
import dev.approvalcopilot.support.outbox.Outbox;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Jdbi;

/** Takes a person's decision. The account is looked up before the transaction; all else happens in it. */
@ApplicationScoped
public class Decide {
    /** The reason of an answer; what counts is the answer itself. */
    private static final String ANSWERED = "The person answered instead.";

    private static final Logger LOG = Logger.getLogger(Decide.class);

    private final Jdbi jdbi;
    private final Approvals approvals;
    private final ConnectedAccounts accounts;
    private final InstalledTools tools;
    private final PresenceEvidence presence;
    private final Approve approve;
    private final Halts halts;
    private final Supersede supersede;
    private final PolicyInForce policies;
    private final ShownActions shown;
    private final Deadlines deadlines;
    private final OwnRulesCopy ownRules;
    private final ReadingTimes readingTimes;
    private final LikeRejections likes;
    private final Outbox outbox;
    private final DecisionMetrics metrics;
    private final MeasuredDecisions measured;
    private final CanaryDecisions canaries;
    private final Set<String> approverClients;

    Decide(
            Jdbi jdbi,
            Approvals approvals,
            ConnectedAccounts accounts,
            InstalledTools tools,
            PresenceEvidence presence,
            Approve approve,
            Halts halts,
            Supersede supersede,
            PolicyInForce policies,
            ShownActions shown,
            Deadlines deadlines,
            OwnRulesCopy ownRules,
            ReadingTimes readingTimes,
            LikeRejections likes,
            Outbox outbox,
            DecisionMetrics metrics,
            MeasuredDecisions measured,
            CanaryDecisions canaries,
            ApprovalConfig config) {
        this.jdbi = jdbi;
        this.approvals = approvals;
        this.accounts = accounts;
        this.tools = tools;
        this.presence = presence;
        this.approve = approve;
        this.halts = halts;
        this.supersede = supersede;
        this.policies = policies;
        this.shown = shown;
        this.deadlines = deadlines;
        this.ownRules = ownRules;
        this.readingTimes = readingTimes;
        this.likes = likes;
        this.outbox = outbox;
        this.metrics = metrics;
        this.measured = measured;
        this.canaries = canaries;
        this.approverClients = Set.copyOf(config.approverClients());
    }

    /** Not in a transaction of the caller: the answer is given when the decision is committed. */
    public Verdict decide(Caller person, UUID id, Decision decision) {
        if (!approverClients.contains(person.client())) {
            LOG.warnf("event=decision_refused action=%s reason=not_an_approver_client", id);
            return new Verdict.NotAnApproverClient();
        }
        var seen = approvals.visibleTo(person, id);
        if (seen.isEmpty()) {
            return new Verdict.NotFound();
        }
        // What is settled stays settled, and a no needs no account, so there is nothing to look up. What changes after
        // this
        // look, the lock will show. The account is the principal's, whoever decides.
        var action = seen.get().action();
        var account = seen.get().state() == ApprovalState.PENDING && decision.needsAccount()
                ? accounts.find(action.id(), action.principal(), action.connection())
                : new AccountLookup.NotAsked();
        var verdict = QuarkusTransaction.requiringNew().call(() -> underLock(person, id, decision, account));
        LOG.infof("event=decision action=%s verdict=%s", id, verdict.getClass().getSimpleName());
        return verdict;
    }

    /** The same for one of several, which nobody looks at long enough for what is dangerous. */
    Verdict decideInABatch(Caller person, UUID id, Decision decision) {
        var alone = approvals
                .visibleTo(person, id)
                .filter(approval -> approval.level() == RiskLevel.CRITICAL
                        || decision instanceof Decision.Approve && approval.needsFreshLogin(person));
        return alone.isPresent() ? new Verdict.NotInABatch() : decide(person, id, decision);
    }

    private Verdict underLock(Caller person, UUID id, Decision decision, AccountLookup account) {
        var approver = person.sub();
        var approval = approvals.lockVisibleTo(person, id).orElseThrow();
        var now = jdbi.withHandle(DatabaseClock::now);
        // Read once: the login's nonce and the grant have to name the same one.
        var epoch = halts.epoch();
        var before = decision instanceof Decision.Approve yes
                ? approve.counting(id, yes.view(), epoch, now)
                : List.<GivenApproval>of();
        var login = decision instanceof Decision.Approve yes && approval.needsFreshLogin(person)
                ? presence.find(id, approver, yes.digest(), yes.view(), epoch, now)
                        .or(() -> Approve.loginOf(before, approver))
                : Optional.<Evidence>empty();
        var current =
                tools.isCurrent(approval.action().tool(), approval.action().manifest());
        var besides = deadlines
                .of(id)
                .map(deadline -> Set.copyOf(deadline.askedBesides()))
                .orElse(Set.of());
        var action = approval.action();
        boolean delegate = ownRules.delegatedUntil(approver, action.principal(), action.tool())
                .isPresent();
        var like = likes.of(id);
        var facts = new Facts(
                approval,
                person,
                account,
                current,
                readingTimes.of(approval.level(), approval.obligations().dwell(), like),
                shown.since(id, approver),
                login.map(Evidence::groups),
                now,
                besides,
                delegate);
        var judgement = canaries.endOrGoOn(facts, decision, DecisionRules.judge(facts, decision));
        var outcome = switch (judgement) {
            case Judgement.MayApprove _ when judgedByOthers(approval) -> supersede.reclassify(approval, approver, now);
            // Nobody logs in for what would be judged anew afterwards.
            case Judgement.No(Verdict.LoginNeeded _)
            when judgedByOthers(approval) -> supersede.reclassify(approval, approver, now);
            case Judgement.No(var verdict) -> verdict;
            case Judgement.MayReject() -> reject(approval, approver, decision, now);
            case Judgement.MayEdit() -> supersede.supersede(approval, approver, (Decision.Edit) decision, now);
            case Judgement.MayApprove(var chosen) ->
                approve.approve(facts, chosen, login, epoch, before, (Decision.Approve) decision);
        };
        measured.note(facts, like.isPresent(), decision, outcome);
        return outcome;
    }

    private boolean judgedByOthers(Approval approval) {
        return !policies.is(approval.policy());
    }

    private Verdict reject(Approval approval, String approver, Decision decision, Instant now) {
        var answer = decision instanceof Decision.Answer a ? a.text() : null;
        var reason = decision instanceof Decision.Reject r ? r.reason() : ANSWERED;
        var rejected = new Decided.Rejected(approver, reason, answer, decision.idempotencyKey(), now);
        approvals.decide(approval, rejected);
        // Whoever answers has said what the agent is to do.
        var alternative = answer == null ? approval.alternative() : null;
        outbox.add(new ActionDecided.Rejected(approval.ref(), approver, reason, answer, alternative, now));
        metrics.decided(approval, rejected);
        return new Verdict.Done(rejected.state(), now);
    }
}
