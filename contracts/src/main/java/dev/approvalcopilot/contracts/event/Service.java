package dev.approvalcopilot.contracts.event;

import java.util.Locale;

/** The five services. The name is the Kafka principal, the consumer group and the database role. */
public enum Service {
    PLANNER,
    RISK,
    APPROVAL,
    GATEWAY,
    AUDIT;

    /** Lower-case name, as in configuration and topic names. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
