package dev.approvalcopilot.approval;

/** The epoch of halts that grants and bound logins name. There is one until halts exist. */
public final class HaltEpoch {
    public static final String CURRENT = "0";

    private HaltEpoch() {}
}
