package dev.approvalcopilot.approval.decision;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.approvalcopilot.approval.inbox.Approval;
import dev.approvalcopilot.approval.inbox.Approvals;
import dev.approvalcopilot.approval.inbox.Decided;
import dev.approvalcopilot.approval.own.OwnRuleCheck;
import dev.approvalcopilot.approval.presence.PresenceEvidence;
import dev.approvalcopilot.approval.tool.InstalledTools;
import dev.approvalcopilot.contracts.Ids;
import dev.approvalcopilot.contracts.action.Action;
import dev.approvalcopilot.contracts.event.ActionDecided;
import dev.approvalcopilot.contracts.event.ActionEdited;
import dev.approvalcopilot.contracts.event.ActionProposed.Origin;
import dev.approvalcopilot.contracts.json.MalformedJson;
import dev.approvalcopilot.support.outbox.Outbox;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Makes another action of an edit. Only the arguments are the person's; whose it is, which agent's, of which run and tool stays.
 * The new action has an id, a salt and a digest of its own, so nothing that was said of the old one counts for it.
 */
@ApplicationScoped
class Supersede {
    /** Who superseded what nobody changed. */
    static final String BY_POLICIES = "policy:changed";

    private final Approvals approvals;
    private final InstalledTools tools;
    private final OwnRuleCheck ownRules;
    private final PresenceEvidence presence;
    private final Outbox outbox;
    private final DecisionMetrics metrics;

    Supersede(
            Approvals approvals,
            InstalledTools tools,
            OwnRuleCheck ownRules,
            PresenceEvidence presence,
            Outbox outbox,
            DecisionMetrics metrics) {
        this.approvals = approvals;
        this.tools = tools;
        this.ownRules = ownRules;
        this.presence = presence;
        this.outbox = outbox;
        this.metrics = metrics;
    }

    /** @param approval locked, pending, of a tool that is installed as the action knows it */
    Verdict supersede(Approval approval, String person, Decision.Edit edit, Instant now) {
        var old = approval.action();
        if (old.arguments().equals(edit.arguments())) {
            return new Verdict.NothingChanged();
        }
        var tool = tools.find(old.tool()).orElseThrow();
        var violations = tool.violations(edit.arguments());
        if (violations.isEmpty()) {
            violations = ownRules.violations(old.principal(), tool, edit.arguments());
        }
        if (!violations.isEmpty()) {
            return new Verdict.ArgumentsInvalid(violations);
        }
        try {
            return replace(approval, with(old, edit.arguments(), now), person, edit, now);
        } catch (MalformedJson e) {
            return new Verdict.ArgumentsInvalid(
                    List.of("arguments: " + e.reason().text()));
        }
    }

    private Verdict replace(Approval approval, Action successor, String person, Decision.Edit edit, Instant now) {
        replace(approval, successor, person, edit.idempotencyKey(), null, now);
        presence.useUp(approval.id(), person);
        return new Verdict.Superseded(successor.id(), now);
    }

    /**
     * The same call as another action, to be judged by the policies that are in force now. Nothing that was said of the old one
     * counts for it.
     *
     * @param approval locked, pending, of a tool that is installed as the action knows it
     */
    Verdict reclassify(Approval approval, String person, Instant now) {
        var successor = with(approval.action(), approval.action().arguments(), now);
        replace(approval, successor, BY_POLICIES, "", true, now);
        presence.useUp(approval.id(), person);
        return new Verdict.PolicyChanged(successor.id());
    }

    private void replace(
            Approval approval, Action successor, String by, String key, Boolean reclassified, Instant now) {
        var bytes = successor.toCanonicalBytes();
        var superseded = new Decided.Superseded(by, successor.id(), bytes.digest(), key, now);
        approvals.decide(approval, superseded);
        outbox.add(new ActionDecided.Superseded(approval.ref(), by, successor.id(), now));
        outbox.add(new ActionEdited(
                successor.id(),
                bytes,
                approval.rationale(),
                origins(approval, successor.arguments()),
                approval.id(),
                reclassified,
                now));
        metrics.decided(approval, superseded);
    }

    private static Action with(Action old, ObjectNode arguments, Instant now) {
        return new Action(
                old.deployment(),
                Ids.next(),
                Ids.random128(),
                old.principal(),
                old.agent(),
                old.run(),
                old.tool(),
                old.manifest(),
                old.connection(),
                old.scopes(),
                arguments,
                now);
    }

    /** What the person changed, they typed; the rest came from where it came. */
    static Map<String, Origin> origins(Approval approval, ObjectNode arguments) {
        var before = approval.action().arguments();
        var origins = new LinkedHashMap<String, Origin>();
        arguments.properties().forEach(argument -> {
            boolean kept = argument.getValue().equals(before.get(argument.getKey()));
            origins.put(
                    argument.getKey(),
                    kept
                            ? Objects.requireNonNullElse(approval.origins().get(argument.getKey()), Origin.MODEL)
                            : Origin.TYPED);
        });
        return origins;
    }
}
