package dev.approvalcopilot.gateway.own;

/** Persons' own rules cannot be read: nothing may be called. Without the cause's message, which may quote anything. */
public final class OwnRulesUnreadable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    OwnRulesUnreadable(RuntimeException cause) {
        super(cause.getClass().getSimpleName(), cause);
    }
}
