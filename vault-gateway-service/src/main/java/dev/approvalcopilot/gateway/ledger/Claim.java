package dev.approvalcopilot.gateway.ledger;

/** What claiming an action came to. */
public enum Claim {
    /** It is ours now. */
    CLAIMED,
    /** The same grant was here before: nothing to do. */
    REPEATED,
    /** The action was claimed with another grant. */
    ACTION_USED,
    /** The grant's identifier was used for another action. */
    GRANT_USED
}
