package dev.approvalcopilot.local.client;

/** Where an action stands, in the words of every API (contracts, "States"); {@code HALTED} and {@code INVALID} never became an action. */
public enum State {
    PROPOSED,
    PENDING,
    APPROVED,
    REJECTED,
    EXPIRED,
    CANCELLED,
    SUPERSEDED,
    DISPATCHING,
    SUCCEEDED,
    FAILED,
    REFUSED,
    UNKNOWN,
    RECONCILED,
    HALTED,
    INVALID;

    /** Whether nothing follows by itself. */
    public boolean isFinal() {
        return switch (this) {
            case PROPOSED, PENDING, APPROVED, DISPATCHING -> false;
            case REJECTED,
                    EXPIRED,
                    CANCELLED,
                    SUPERSEDED,
                    SUCCEEDED,
                    FAILED,
                    REFUSED,
                    UNKNOWN,
                    RECONCILED,
                    HALTED,
                    INVALID -> true;
        };
    }
}
