package dev.approvalcopilot.gateway.ledger;

/** Where an action stands at the gateway. */
public enum State {
    /** Ours; nothing was sent. */
    CLAIMED,
    /** The call is about to leave, or has left: an effect is possible. */
    DISPATCHING,
    SUCCEEDED,
    /** The provider said no, or nothing reached it. */
    FAILED,
    /** The gateway did not call. */
    REFUSED,
    /** Sent, and nobody can say what became of it. */
    UNKNOWN
}
