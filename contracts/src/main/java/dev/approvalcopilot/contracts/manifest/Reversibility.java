package dev.approvalcopilot.contracts.manifest;

import dev.approvalcopilot.contracts.action.RiskLevel;

/** Whether it can be taken back. */
public enum Reversibility {
    READ_ONLY("changes nothing", RiskLevel.LOW),
    REVERSIBLE("can be undone", RiskLevel.LOW),
    EXTERNALLY_REVERSIBLE("can be undone at the provider", RiskLevel.LOW),
    IRREVERSIBLE("cannot be undone", RiskLevel.HIGH);

    private final String words;
    private final RiskLevel lowestFloor;

    Reversibility(String words, RiskLevel lowestFloor) {
        this.words = words;
        this.lowestFloor = lowestFloor;
    }

    /** As the page says it. */
    public String words() {
        return words;
    }

    /** The least risk floor that a manifest may claim with it. */
    public RiskLevel lowestFloor() {
        return lowestFloor;
    }
}
