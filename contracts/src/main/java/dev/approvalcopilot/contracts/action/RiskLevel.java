package dev.approvalcopilot.contracts.action;

import java.util.Collection;

/** How much harm an action can do. The order is the scale; use {@link #compareTo}. */
public enum RiskLevel {
    LOW,
    MEDIUM,
    HIGH,
    CRITICAL;

    public boolean atLeast(RiskLevel other) {
        return compareTo(other) >= 0;
    }

    public RiskLevel max(RiskLevel other) {
        return atLeast(other) ? this : other;
    }

    /** The highest of some; {@code floor} when there are none. */
    public static RiskLevel highest(RiskLevel floor, Collection<RiskLevel> levels) {
        return levels.stream().reduce(floor, RiskLevel::max);
    }
}
