package dev.approvalcopilot.gateway.dispatch;

import dev.approvalcopilot.contracts.own.Limit;
import dev.approvalcopilot.gateway.grant.RefusalCode;
import java.util.List;

/** What the transaction before the first byte came to. */
sealed interface Dispatch {

    /** The call may leave, now. */
    record Committed() implements Dispatch {}

    /** The grant has run out by the database's clock, or the lease is no longer ours: nothing may be sent. */
    record Over() implements Dispatch {}

    /** The database is another one than at the claim, and may have forgotten a call: nothing may be sent. */
    record MayBeForgotten() implements Dispatch {}

    /** A change of the person's own rules is made, and its end is written. */
    record Changed() implements Dispatch {}

    /** The person has set a limit since it was checked: nothing may be sent. */
    record Limited(Limit limit) implements Dispatch {}

    /** The person's new rule names what is not there: nothing is changed. */
    record NamesNothing(List<String> problems) implements Dispatch {}

    /** Operators have stopped the action since it was checked, or what it changes does not allow it: nothing may be sent. */
    record Forbidden(RefusalCode code) implements Dispatch {}
}
