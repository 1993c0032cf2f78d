package dev.approvalcopilot.planner.proposal;

import dev.approvalcopilot.contracts.action.Action;
import dev.approvalcopilot.contracts.event.ActionProposed;
import dev.approvalcopilot.contracts.event.ActionProposed.Origin;
import dev.approvalcopilot.contracts.json.CanonicalBytes;
import java.util.Map;

/**
 * An action with its bytes, written once.
 *
 * @param sentence the action in words, from the manifest
 */
public record Proposal(Action action, CanonicalBytes bytes, String sentence) {

    public ActionProposed event(String rationale, Map<String, Origin> origins) {
        return new ActionProposed(action.id(), bytes, rationale, origins, action.proposedAt());
    }
}
