package dev.approvalcopilot.gateway.dispatch;

import dev.approvalcopilot.gateway.grant.RefusalCode;

/** What the transaction before the first byte came to. */
sealed interface Dispatch {

    /** The call may leave, now. */
    record Committed() implements Dispatch {}

    /** The grant has run out by the database's clock, or the lease is no longer ours: nothing may be sent. */
    record Over() implements Dispatch {}

    /** Operators have stopped the action since it was checked: nothing may be sent. */
    record Halted(RefusalCode code) implements Dispatch {}
}
