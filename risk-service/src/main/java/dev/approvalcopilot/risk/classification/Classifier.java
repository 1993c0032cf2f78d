package dev.approvalcopilot.risk.classification;

import dev.approvalcopilot.contracts.action.Action;
import dev.approvalcopilot.contracts.action.RiskLevel;
import dev.approvalcopilot.contracts.event.ActionClassified.Disposition;
import dev.approvalcopilot.contracts.event.ActionClassified.Escalation;
import dev.approvalcopilot.contracts.event.ActionClassified.Obligations;
import dev.approvalcopilot.contracts.event.ActionClassified.Reason;
import dev.approvalcopilot.contracts.event.ActionClassified.Waiting;
import dev.approvalcopilot.contracts.event.EventLimits;
import dev.approvalcopilot.contracts.json.Digest;
import dev.approvalcopilot.contracts.manifest.Tool;
import dev.approvalcopilot.contracts.manifest.ToolCatalog;
import dev.approvalcopilot.risk.policy.Demands;
import dev.approvalcopilot.risk.policy.Facts;
import dev.approvalcopilot.risk.policy.History;
import dev.approvalcopilot.risk.policy.PolicySet;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * The rules. Level = the higher of the tool's floor and the policies (architecture, "The way of one action", step 2); a
 * proposal that does not fit its tool is denied at CRITICAL. Plain: no clock, no database.
 */
final class Classifier {

    /** {@code policy} of a reason that comes from the tool's manifest or from comparing with it. */
    static final String MANIFEST = "manifest";

    private static final String IMPACT_UNKNOWN = "Not known: the proposal does not fit the tool, so nobody is asked.";

    /** The principal alone decides until approvers are more than one. */
    private static final int BASE_QUORUM = 1;

    private final URI deployment;
    private final ToolCatalog tools;
    private final PolicySet policies;
    private final Duration expiry;

    Classifier(URI deployment, ToolCatalog tools, PolicySet policies, Duration expiry) {
        this.deployment = deployment;
        this.tools = tools;
        this.policies = policies;
        this.expiry = expiry;
    }

    /** Digest of the policies in force. */
    Digest policy() {
        return policies.digest();
    }

    /** The installation whose actions are judged here. */
    URI deployment() {
        return deployment;
    }

    /**
     * @param claimedId the id that the event names
     * @param history before this proposal
     */
    Assessment assess(UUID claimedId, Action action, History history, Instant now) {
        var tool = tools.find(action.tool());
        var refusals = Refusal.of(claimedId, action, deployment, tool);
        return refusals.isEmpty()
                ? judged(tool.orElseThrow(), action, history, now)
                : refused(tool.orElse(null), action, refusals);
    }

    private Assessment judged(Tool tool, Action action, History history, Instant now) {
        var verdict = policies.judge(
                new Facts(tool.manifest(), action.principal(), action.agent(), action.arguments(), history, now));
        var reasons = new ArrayList<Reason>();
        reasons.add(floorReason(tool));
        reasons.addAll(verdict.reasons());
        return new Assessment(
                verdict.level(),
                verdict.denied() ? Disposition.DENY : Disposition.HOLD,
                reasons,
                EventLimits.cut("impact", tool.impact(action.arguments())),
                obligations(verdict.level(), verdict.demands()),
                List.of(),
                verdict.failed());
    }

    private Assessment refused(Tool tool, Action action, List<Refusal> refusals) {
        var reasons = new ArrayList<Reason>();
        if (tool != null) {
            reasons.add(floorReason(tool));
        }
        refusals.forEach(refusal -> reasons.add(refusal.reason()));
        boolean fitting = tool != null && !refusals.contains(Refusal.ARGUMENTS_INVALID);
        return new Assessment(
                RiskLevel.CRITICAL,
                Disposition.DENY,
                reasons,
                fitting ? EventLimits.cut("impact", tool.impact(action.arguments())) : IMPACT_UNKNOWN,
                obligations(RiskLevel.CRITICAL, Demands.NONE),
                refusals,
                Map.of());
    }

    private Obligations obligations(RiskLevel level, Demands demands) {
        return new Obligations(
                level == RiskLevel.CRITICAL || Boolean.TRUE.equals(demands.freshLogin()),
                Objects.requireNonNullElse(demands.quorum(), BASE_QUORUM),
                demands.groups() == null
                        ? List.of()
                        : demands.groups().stream().sorted().toList(),
                new Demands(expiry, null, null, null, null).and(demands).expiry(),
                Objects.requireNonNullElse(demands.dwell(), Duration.ZERO),
                demands.excludesRequester(),
                waiting(demands));
    }

    private static Waiting waiting(Demands demands) {
        boolean workingTime = demands.workingTime() != null;
        if (demands.reminder() == null && demands.escalation() == null && !workingTime) {
            return null;
        }
        var escalation = demands.escalation() == null
                ? null
                : new Escalation(
                        demands.escalation().after(),
                        demands.escalation().groups().stream().sorted().toList());
        return new Waiting(demands.reminder(), escalation, workingTime);
    }

    private static Reason floorReason(Tool tool) {
        int dot = tool.name().indexOf('.');
        var text = "%s: %s is %s by its manifest"
                .formatted(
                        provider(tool.name().substring(0, dot)),
                        tool.name().substring(dot + 1),
                        tool.manifest().riskFloor());
        return new Reason("manifest_floor", text, MANIFEST);
    }

    private static String provider(String name) {
        return switch (name) {
            case "github" -> "GitHub";
            default -> Character.toUpperCase(name.charAt(0)) + name.substring(1);
        };
    }
}
