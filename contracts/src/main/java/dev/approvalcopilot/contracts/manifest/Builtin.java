package dev.approvalcopilot.contracts.manifest;

import dev.approvalcopilot.contracts.action.RiskLevel;

/**
 * What the gateway does in its own tables instead of calling a provider: the person's own rules. Each is one tool, so that what
 * loosens never hides in what tightens.
 */
public enum Builtin {
    /** Adds a hard limit. It can only tighten. */
    SET_LIMITS(RiskLevel.LOW),
    /** Takes one away. */
    REMOVE_LIMITS(RiskLevel.CRITICAL),
    /** Lets somebody decide for the person. */
    DELEGATE(RiskLevel.CRITICAL),
    /** Takes that back. */
    END_DELEGATION(RiskLevel.LOW);

    private final RiskLevel lowestFloor;

    Builtin(RiskLevel lowestFloor) {
        this.lowestFloor = lowestFloor;
    }

    RiskLevel lowestFloor() {
        return lowestFloor;
    }
}
