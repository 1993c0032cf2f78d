package dev.approvalcopilot.approval.notification;

import dev.approvalcopilot.approval.inbox.ApprovalState;

/** Why people are told. */
public enum Kind {
    /** An action is new in the inbox. */
    WAITING("waits for a decision"),
    /** It still waits. */
    REMINDER("still waits for a decision"),
    /** Those who were asked first did not decide. */
    ESCALATION("was not decided in time and is passed on"),
    /** The provider may have done it, and nobody knows. */
    OUTCOME_UNKNOWN("may have happened: somebody has to look");

    private final String words;

    Kind(String words) {
        this.words = words;
    }

    /** Goes on after the name of the action. */
    public String words() {
        return words;
    }

    /** Whether it is about a decision that is still to come. */
    public boolean isDecision() {
        return switch (this) {
            case WAITING, REMINDER, ESCALATION -> true;
            case OUTCOME_UNKNOWN -> false;
        };
    }

    /** Whether there is still something to do about it. */
    boolean isOpen(ApprovalState state) {
        return switch (this) {
            case WAITING, REMINDER, ESCALATION -> state == ApprovalState.PENDING;
            case OUTCOME_UNKNOWN -> state == ApprovalState.UNKNOWN;
        };
    }
}
