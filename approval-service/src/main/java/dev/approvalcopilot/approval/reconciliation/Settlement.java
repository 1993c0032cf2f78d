package dev.approvalcopilot.approval.reconciliation;

import dev.approvalcopilot.approval.inbox.ApprovalState;
import dev.approvalcopilot.approval.inbox.Reconciliation;

/** What an attempt to settle came to. */
public sealed interface Settlement {
    /** It stands; the first one's words where it was said twice. */
    record Done(Reconciliation found) implements Settlement {}

    /** No such action, or another person's. */
    record NotFound() implements Settlement {}

    /** The token was given to a client that may not decide, such as an agent. */
    record NotAnApproverClient() implements Settlement {}

    /** Its outcome is known, or is still to come. */
    record NothingToSettle(ApprovalState state) implements Settlement {}

    /** The contrary was said before. */
    record AlreadySettled(Reconciliation before) implements Settlement {}
}
