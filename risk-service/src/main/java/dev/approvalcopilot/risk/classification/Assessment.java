package dev.approvalcopilot.risk.classification;

import dev.approvalcopilot.contracts.action.RiskLevel;
import dev.approvalcopilot.contracts.event.ActionClassified.Disposition;
import dev.approvalcopilot.contracts.event.ActionClassified.Obligations;
import dev.approvalcopilot.contracts.event.ActionClassified.Reason;
import dev.approvalcopilot.risk.policy.PolicyFailed;
import java.util.List;
import java.util.Map;

/**
 * What the rules say of one action.
 *
 * @param reasons never empty
 * @param refusals why it is no sound proposal; empty for one that is
 * @param failedPolicies those that gave no answer
 */
record Assessment(
        RiskLevel level,
        Disposition disposition,
        List<Reason> reasons,
        String impact,
        Obligations obligations,
        List<Refusal> refusals,
        Map<String, PolicyFailed.Cause> failedPolicies) {

    Assessment {
        if (reasons.isEmpty()) {
            throw new IllegalArgumentException("a level without a reason");
        }
        reasons = List.copyOf(reasons);
        refusals = List.copyOf(refusals);
        failedPolicies = Map.copyOf(failedPolicies);
    }
}
