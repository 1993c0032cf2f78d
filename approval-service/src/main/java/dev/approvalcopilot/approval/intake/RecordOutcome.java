package dev.approvalcopilot.approval.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.approvalcopilot.approval.DatabaseClock;
import dev.approvalcopilot.approval.inbox.Approval;
import dev.approvalcopilot.approval.inbox.ApprovalState;
import dev.approvalcopilot.approval.inbox.Approvals;
import dev.approvalcopilot.approval.inbox.Outcome;
import dev.approvalcopilot.approval.notification.Notice;
import dev.approvalcopilot.approval.notification.Notifications;
import dev.approvalcopilot.approval.own.OwnRulesCopy;
import dev.approvalcopilot.contracts.event.ActionExecuted;
import dev.approvalcopilot.contracts.json.Json;
import dev.approvalcopilot.contracts.own.OwnRules;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Jdbi;

/** Follows what the gateway reports. Reports may repeat; the state never goes back. */
@ApplicationScoped
class RecordOutcome {
    private static final Logger LOG = Logger.getLogger(RecordOutcome.class);

    private final Jdbi jdbi;
    private final Approvals approvals;
    private final EarlyOutcomes early;
    private final SecurityLog security;
    private final Notifications notifications;
    private final OwnRulesCopy ownRules;

    RecordOutcome(
            Jdbi jdbi,
            Approvals approvals,
            EarlyOutcomes early,
            SecurityLog security,
            Notifications notifications,
            OwnRulesCopy ownRules) {
        this.ownRules = ownRules;
        this.jdbi = jdbi;
        this.approvals = approvals;
        this.early = early;
        this.security = security;
        this.notifications = notifications;
    }

    /** In the transaction of the event. */
    void record(ActionExecuted event) {
        early.serialise(event.action().id());
        var found = approvals.lock(event.action().id());
        if (found.isEmpty()) {
            early.keep(event);
        }
        if (found.isEmpty() || !found.get().digest().equals(event.action().digest())) {
            suspicious(
                    event,
                    "outcome_of_unknown_action",
                    "An outcome was reported for an action that is not known here.");
            return;
        }
        var approval = found.get();
        if (!approval.isApproved()) {
            // All the same it is what happened: an action that was used up must not go on waiting for a decision.
            suspicious(
                    event, "outcome_without_approval", "An outcome was reported for an action that is not approved.");
        }
        if (approval.mayBecome(state(event))) {
            if (isContrary(approval, state(event))) {
                suspicious(
                        event,
                        "settled_otherwise",
                        "The gateway reported the contrary of what a person had settled while its report was missing.");
            }
            write(approval, event);
            copyOwnRules(approval, event);
            LOG.infof("event=outcome action=%s state=%s", approval.id(), state(event));
        }
    }

    /** What was reported of an action before it came. In the transaction that takes it in. */
    void catchUp(UUID action) {
        early.take(action).forEach(this::record);
    }

    private void write(Approval approval, ActionExecuted event) {
        var at = event.at();
        switch (event) {
            case ActionExecuted.Dispatching _ -> approvals.dispatching(approval, at);
            case ActionExecuted.Succeeded e -> end(approval, event, new Outcome(e.result(), null, null, null, at));
            case ActionExecuted.Failed e -> end(approval, event, new Outcome(null, e.code(), e.detail(), null, at));
            case ActionExecuted.Refused e -> end(approval, event, new Outcome(null, e.code(), e.detail(), null, at));
            case ActionExecuted.Unknown e -> {
                end(approval, event, new Outcome(null, null, e.detail(), null, at));
                if (!approval.outcomeIsMissing()) {
                    notifications.tell(Notice.ofUnknownOutcome(
                            approval.id(), approval.action().principal()));
                }
            }
        }
    }

    private static boolean isContrary(Approval approval, ApprovalState reported) {
        var settled = approval.reconciliation();
        return settled != null && settled.happened() != (reported == ApprovalState.SUCCEEDED);
    }

    /** What a built-in tool did is the result of its action. */
    private void copyOwnRules(Approval approval, ActionExecuted event) {
        boolean own = approval.action().connection().equals(OwnRules.CONNECTION) && approval.isApproved();
        if (own && event instanceof ActionExecuted.Succeeded succeeded) {
            try {
                ownRules.take(
                        approval.action().principal(), Json.MAPPER.treeToValue(succeeded.result(), OwnRules.class));
            } catch (JsonProcessingException e) {
                suspicious(event, "unreadable_own_rules", "The gateway reported own rules that cannot be read.");
            }
        }
    }

    private void end(Approval approval, ActionExecuted event, Outcome outcome) {
        approvals.ended(approval, state(event), outcome);
    }

    private static ApprovalState state(ActionExecuted event) {
        return switch (event) {
            case ActionExecuted.Dispatching _ -> ApprovalState.DISPATCHING;
            case ActionExecuted.Succeeded _ -> ApprovalState.SUCCEEDED;
            case ActionExecuted.Failed _ -> ApprovalState.FAILED;
            case ActionExecuted.Refused _ -> ApprovalState.REFUSED;
            case ActionExecuted.Unknown _ -> ApprovalState.UNKNOWN;
        };
    }

    private void suspicious(ActionExecuted event, String code, String detail) {
        security.report(code, detail, event.action().id(), null, jdbi.withHandle(DatabaseClock::now));
    }
}
