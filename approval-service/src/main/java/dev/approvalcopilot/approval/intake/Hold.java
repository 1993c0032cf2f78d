package dev.approvalcopilot.approval.intake;

import dev.approvalcopilot.approval.DatabaseClock;
import dev.approvalcopilot.approval.attention.Patience;
import dev.approvalcopilot.approval.inbox.Approval;
import dev.approvalcopilot.approval.inbox.ApprovalState;
import dev.approvalcopilot.approval.inbox.Approvals;
import dev.approvalcopilot.approval.inbox.Decided;
import dev.approvalcopilot.approval.inbox.PolicyInForce;
import dev.approvalcopilot.approval.inbox.StorableText;
import dev.approvalcopilot.approval.inbox.ToolFacts;
import dev.approvalcopilot.approval.notification.Kind;
import dev.approvalcopilot.approval.notification.Notice;
import dev.approvalcopilot.approval.notification.Notifications;
import dev.approvalcopilot.approval.own.OwnRuleCheck;
import dev.approvalcopilot.approval.run.Runs;
import dev.approvalcopilot.approval.tool.InstalledTools;
import dev.approvalcopilot.approval.waiting.Deadlines;
import dev.approvalcopilot.approval.waiting.Timetables;
import dev.approvalcopilot.contracts.action.Action;
import dev.approvalcopilot.contracts.event.ActionClassified;
import dev.approvalcopilot.contracts.event.ActionClassified.Disposition;
import dev.approvalcopilot.contracts.event.ActionClassified.Reason;
import dev.approvalcopilot.contracts.event.ActionDecided;
import dev.approvalcopilot.contracts.event.EventLimits;
import dev.approvalcopilot.contracts.json.MalformedJson;
import dev.approvalcopilot.contracts.manifest.Tool;
import dev.approvalcopilot.support.inbox.Unprocessable;
import dev.approvalcopilot.support.outbox.Outbox;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Jdbi;

/**
 * Takes in a classified action: it waits for a human, or is settled at once. An event that the risk-service did not sign, or
 * that says anything else than what was signed, is a security event and nothing more: no row, so that a forgery can neither
 * ask a person nor take the place of the true event, which may still come. What is signed and does not fit here is rejected.
 */
@ApplicationScoped
class Hold {
    private static final String BY_MANIFEST = "policy:manifest";
    private static final Logger LOG = Logger.getLogger(Hold.class);

    private final Jdbi jdbi;
    private final Approvals approvals;
    private final Runs runs;
    private final InstalledTools tools;
    private final Classifications classifications;
    private final EarlyOutcomes early;
    private final RecordOutcome recordOutcome;
    private final PolicyInForce policies;
    private final Patience patience;
    private final OwnRuleCheck ownRules;
    private final SecurityLog security;
    private final Notifications notifications;
    private final Outbox outbox;
    private final Timetables timetables;
    private final Deadlines deadlines;
    private final URI deployment;

    Hold(
            Jdbi jdbi,
            Approvals approvals,
            Runs runs,
            InstalledTools tools,
            Classifications classifications,
            EarlyOutcomes early,
            RecordOutcome recordOutcome,
            PolicyInForce policies,
            Patience patience,
            OwnRuleCheck ownRules,
            SecurityLog security,
            Notifications notifications,
            Outbox outbox,
            Timetables timetables,
            Deadlines deadlines,
            @ConfigProperty(name = "copilot.deployment") URI deployment) {
        this.jdbi = jdbi;
        this.approvals = approvals;
        this.runs = runs;
        this.tools = tools;
        this.classifications = classifications;
        this.early = early;
        this.recordOutcome = recordOutcome;
        this.policies = policies;
        this.patience = patience;
        this.ownRules = ownRules;
        this.security = security;
        this.notifications = notifications;
        this.outbox = outbox;
        this.timetables = timetables;
        this.deadlines = deadlines;
        this.deployment = deployment;
    }

    /** In the transaction of the event. */
    void hold(ActionClassified classified) {
        var action = read(classified);
        if (!classifications.areTrue(classified)) {
            // Nobody is named: that the action is the principal's is not believed either.
            security.report(
                    "classification_forged",
                    "A classification came that the risk-service did not sign.",
                    action.id(),
                    null,
                    jdbi.withHandle(DatabaseClock::now));
            return;
        }
        policies.note(classified.policy(), classified.at());
        if (takesThePlaceOfAnEdit(classified, action)) {
            return;
        }
        early.serialise(classified.proposal().id());
        var tool = tools.find(action.tool());
        var flaw = IntakeCheck.flaw(classified, action, tool, deployment);
        boolean cancelled = runs.holdAgainstCancel(action.run(), action.principal(), action.agent());
        var now = jdbi.withHandle(DatabaseClock::now);
        var pending = pending(classified, action, tool, flaw, now);
        if (!approvals.insert(pending)) {
            checkSameAsBefore(pending, now);
            return;
        }
        LOG.infof("event=held action=%s level=%s", pending.id(), pending.level());
        if (flaw.isPresent()) {
            security.report(flaw.get().code(), flaw.get().words(), action.id(), action.principal(), now);
            reject(pending, BY_MANIFEST, flaw.get().words(), null, now);
        } else if (classified.disposition() == Disposition.DENY) {
            reject(
                    pending,
                    "policy:" + decidingReason(classified).policy(),
                    words(classified),
                    pending.alternative(),
                    now);
        } else if (cancelled) {
            settle(pending, new Decided.Cancelled(action.principal(), now));
            outbox.add(new ActionDecided.Cancelled(pending.ref(), action.principal(), now));
        } else if (!namesNothing(pending, tool.orElseThrow(), now) && !wearsOut(pending, now)) {
            outbox.add(new ActionDecided.Pending(pending.ref(), pending.level(), pending.expiresAt(), now));
            deadlines.plan(pending.id(), timetables.of(pending.obligations(), now));
            tellPeople(pending);
        }
        recordOutcome.catchUp(pending.id());
    }

    private void tellPeople(Approval pending) {
        var people = Set.of(pending.action().principal());
        var groups = Set.copyOf(pending.obligations().groups());
        notifications.tell(new Notice(pending.id(), Kind.WAITING, people, groups));
    }

    /** Rejects a rule that would protect nothing, so that nobody approves it in the belief that it does. */
    private boolean namesNothing(Approval pending, Tool tool, Instant now) {
        var action = pending.action();
        var wrong = ownRules.violations(action.principal(), tool, action.arguments());
        if (!wrong.isEmpty()) {
            var words = "The rule would protect nothing. " + String.join(" ", wrong);
            reject(pending, BY_MANIFEST, EventLimits.cut("reason", words), null, now);
        }
        return !wrong.isEmpty();
    }

    /** Rejects what asks again and again, or too much; what a person made of an action is never that. */
    private boolean wearsOut(Approval pending, Instant now) {
        var action = pending.action();
        var refusal = approvals.changedInto(pending.id()).isPresent()
                ? Optional.<Patience.Refusal>empty()
                : patience.refuses(pending.id(), action.principal(), action.agent());
        refusal.ifPresent(refused -> {
            if (refused.report()) {
                security.report(
                        "agent_limit",
                        "An agent asks a person for more than its limit: rejected at once.",
                        action.id(),
                        action.principal(),
                        now);
            }
            reject(pending, refused.by(), refused.reason(), null, now);
        });
        return refusal.isPresent();
    }

    /** The id of an edit stands for what the person made of the action; other bytes under it, truly classified or not, do not. */
    private boolean takesThePlaceOfAnEdit(ActionClassified classified, Action action) {
        var changed = approvals.changedInto(action.id());
        var digest = classified.proposal().action().digest();
        if (changed.isEmpty()
                || ((Decided.Superseded) changed.get().decided())
                        .successorDigest()
                        .equals(digest)) {
            return false;
        }
        security.report(
                "edit_replaced",
                "Another payload came under the id of a person's edit.",
                action.id(),
                changed.get().action().principal(),
                jdbi.withHandle(DatabaseClock::now));
        return true;
    }

    private static Action read(ActionClassified classified) {
        boolean complete = Stream.of(
                        classified.digest(),
                        classified.level(),
                        classified.disposition(),
                        classified.impact(),
                        classified.obligations(),
                        classified.policy(),
                        classified.proposal().rationale())
                .allMatch(Objects::nonNull);
        if (!complete) {
            throw new Unprocessable("incomplete_classification");
        }
        try {
            var action = Action.read(classified.proposal().action());
            boolean storable = Stream.of(action.principal(), action.agent(), action.tool(), action.connection())
                    .allMatch(StorableText::holds);
            if (storable) {
                return action;
            }
        } catch (MalformedJson e) {
            // Said below.
        }
        throw new Unprocessable("not_an_action");
    }

    private Approval pending(
            ActionClassified classified,
            Action action,
            Optional<Tool> installed,
            Optional<IntakeCheck.Flaw> flaw,
            Instant now) {
        var tool = flaw.isPresent() ? Optional.<Tool>empty() : installed;
        var level =
                tool.map(t -> classified.level().max(t.manifest().riskFloor())).orElse(classified.level());
        var reasons = new ArrayList<>(classified.reasons());
        if (level != classified.level()) {
            reasons.add(new Reason(
                    "raised_to_floor", "The tool is never below " + level + "; the classification was.", "manifest"));
            security.report(
                    "classified_below_floor",
                    "An action was classified below the floor of its tool.",
                    action.id(),
                    action.principal(),
                    now);
        }
        return new Approval(
                action.id(),
                classified.proposal().action().digest(),
                classified.proposal().action(),
                action,
                level,
                classified.policy(),
                classified.classification(),
                reasons,
                classified.obligations(),
                classified.impact(),
                facts(action, installed, flaw),
                classified.proposal().rationale(),
                classified.proposal().origins(),
                ApprovalState.PENDING,
                now,
                timetables.of(classified.obligations(), now).expiresAt(),
                null,
                null,
                null);
    }

    private static ToolFacts facts(Action action, Optional<Tool> installed, Optional<IntakeCheck.Flaw> flaw) {
        return installed
                .map(tool -> flaw.map(found -> ToolFacts.unfit(tool, IntakeCheck.fault(found, action, tool)))
                        .orElseGet(() -> ToolFacts.of(tool, action)))
                .orElseGet(() -> ToolFacts.unknown(action));
    }

    /** Classified twice is harmless; another payload under a known id is not. Either way the first one stands. */
    private void checkSameAsBefore(Approval second, Instant now) {
        var first = approvals.lock(second.id()).orElseThrow();
        if (!first.digest().equals(second.digest())) {
            security.report(
                    "action_id_reused",
                    "Another payload came under the id of a known action.",
                    second.id(),
                    first.action().principal(),
                    now);
        }
    }

    /** @param alternative for the agent; null for none */
    private void reject(Approval pending, String by, String reason, String alternative, Instant now) {
        settle(pending, new Decided.Rejected(by, reason, "", now));
        outbox.add(new ActionDecided.Rejected(pending.ref(), by, reason, null, alternative, now));
    }

    private void settle(Approval pending, Decided decided) {
        approvals.decide(pending, decided);
        LOG.infof("event=settled action=%s state=%s", pending.id(), decided.state());
    }

    /** The last reason is the one that denied. */
    private static Reason decidingReason(ActionClassified classified) {
        return classified.reasons().getLast();
    }

    private static String words(ActionClassified classified) {
        return classified.reasons().stream()
                .map(Reason::text)
                .distinct()
                .reduce((one, more) -> one + " " + more)
                .orElse("A policy forbids it.");
    }
}
