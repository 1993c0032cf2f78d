package dev.approvalcopilot.risk.policy;

/** An expression gave no answer: it met an error, took too long or too many steps. Carries no text: that would quote arguments. */
public final class PolicyFailed extends Exception {

    /** Why, for the metric and the log. */
    public enum Cause {
        ERROR,
        TOO_MANY_STEPS,
        TIMEOUT
    }

    private final Cause kind;

    PolicyFailed(Cause kind) {
        super(kind.name(), null, false, false);
        this.kind = kind;
    }

    Cause kind() {
        return kind;
    }
}
