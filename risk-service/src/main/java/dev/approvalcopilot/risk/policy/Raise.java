package dev.approvalcopilot.risk.policy;

import dev.approvalcopilot.contracts.action.RiskLevel;

/** How far a policy raises. */
public enum Raise {
    MEDIUM,
    HIGH,
    CRITICAL,
    /** One above the floor of the tool's manifest: independent of what other policies say, so that their order never counts. */
    ONE_HIGHER;

    RiskLevel over(RiskLevel floor) {
        return switch (this) {
            case MEDIUM -> floor.max(RiskLevel.MEDIUM);
            case HIGH -> floor.max(RiskLevel.HIGH);
            case CRITICAL -> RiskLevel.CRITICAL;
            case ONE_HIGHER ->
                switch (floor) {
                    case LOW -> RiskLevel.MEDIUM;
                    case MEDIUM -> RiskLevel.HIGH;
                    case HIGH, CRITICAL -> RiskLevel.CRITICAL;
                };
        };
    }
}
