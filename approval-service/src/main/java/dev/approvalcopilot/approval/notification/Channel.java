package dev.approvalcopilot.approval.notification;

import dev.approvalcopilot.contracts.action.RiskLevel;
import java.util.Locale;

/** A way to reach people. */
public enum Channel {
    MAIL("Mail", RiskLevel.HIGH),
    SLACK("Slack", RiskLevel.HIGH),
    WEBHOOK("Webhook", RiskLevel.LOW);

    private final String words;
    private final RiskLevel lowest;

    Channel(String words, RiskLevel lowest) {
        this.words = words;
        this.lowest = lowest;
    }

    public String words() {
        return words;
    }

    /** From which level on it is used for whoever has not said otherwise. */
    public RiskLevel lowestByDefault() {
        return lowest;
    }

    /** As metrics and forms name it. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
