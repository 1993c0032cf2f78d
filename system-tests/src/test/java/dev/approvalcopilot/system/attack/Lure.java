package dev.approvalcopilot.system.attack;

import dev.approvalcopilot.contracts.action.Action;
import dev.approvalcopilot.contracts.action.RiskLevel;
import dev.approvalcopilot.contracts.json.CanonicalBytes;
import dev.approvalcopilot.contracts.json.Digest;
import java.util.UUID;

/**
 * An action that no planner took in: somebody wrote it to the broker, and the risk-service classified it as it does all.
 *
 * @param classification what the risk-service signed about it
 */
record Lure(Action action, CanonicalBytes bytes, RiskLevel level, String classification) {

    UUID id() {
        return action.id();
    }

    Digest digest() {
        return bytes.digest();
    }
}
