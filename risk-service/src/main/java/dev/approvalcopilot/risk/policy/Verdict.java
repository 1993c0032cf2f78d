package dev.approvalcopilot.risk.policy;

import dev.approvalcopilot.contracts.action.RiskLevel;
import dev.approvalcopilot.contracts.event.ActionClassified.Reason;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What policies make of an action.
 *
 * @param level never below the floor of the tool
 * @param denied whether one forbids it
 * @param reasons one for each policy that applied or failed
 * @param demands of the decision, merged by the stricter
 * @param failed policies that gave no answer, with why
 */
public record Verdict(
        RiskLevel level,
        boolean denied,
        List<Reason> reasons,
        Demands demands,
        Map<String, PolicyFailed.Cause> failed) {

    /** Code of the reason that a failed policy leaves. */
    public static final String POLICY_ERROR = "policy_error";

    /** What a policy counts as that gives no answer. */
    private static final RiskLevel LEVEL_OF_FAILURE = RiskLevel.HIGH;

    public Verdict {
        reasons = List.copyOf(reasons);
        failed = Map.copyOf(failed);
    }

    static Verdict untouched(RiskLevel floor) {
        return new Verdict(floor, false, List.of(), Demands.NONE, Map.of());
    }

    static Verdict applied(RiskLevel level, boolean denied, Reason reason, Demands demands) {
        return new Verdict(level, denied, List.of(reason), demands, Map.of());
    }

    /** Closed by default: what cannot be judged is dangerous. */
    static Verdict failed(RiskLevel floor, String policy, PolicyFailed.Cause cause) {
        var text =
                "The policy " + policy + " gave no answer; such an action counts as " + LEVEL_OF_FAILURE + " at least.";
        return new Verdict(
                floor.max(LEVEL_OF_FAILURE),
                false,
                List.of(new Reason(POLICY_ERROR, text, policy)),
                Demands.NONE,
                Map.of(policy, cause));
    }

    /** Both: the higher level, a denial of either, all reasons, the stricter demands. */
    Verdict and(Verdict other) {
        var allFailed = new TreeMap<>(failed);
        allFailed.putAll(other.failed);
        return new Verdict(
                level.max(other.level),
                denied || other.denied,
                Stream.concat(reasons.stream(), other.reasons.stream()).toList(),
                demands.and(other.demands),
                allFailed);
    }
}
