package dev.approvalcopilot.contracts.auth0;

/** A token that is not shown to be the tenant's. The message is the reason; it never quotes the token. */
public final class TenantTokenRefused extends Exception {

    /** The check that failed, in the order in which they are made. */
    public enum Reason {
        TOO_LARGE,
        MALFORMED,
        ALGORITHM,
        HEADER,
        KEY,
        SIGNATURE
    }

    private final Reason reason;

    public TenantTokenRefused(Reason reason) {
        super(reason.name(), null, false, false);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
