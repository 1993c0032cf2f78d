package dev.approvalcopilot.contracts.jws;

/** A text that failed a check. The message is the reason; it never quotes the text. */
public final class JwsRefused extends Exception {

    /** Which check, in their order. */
    public enum Reason {
        /** Not a compact JWS in its one written form. */
        MALFORMED,
        /** Another algorithm than the one accepted. */
        ALGORITHM,
        /** The header names or brings a key, or asks for an extension. */
        HEADER,
        /** The named key is not trusted. */
        UNKNOWN_KEY,
        SIGNATURE,
        /** Signed, but as something else. */
        TYPE
    }

    private final Reason reason;

    public JwsRefused(Reason reason) {
        super(reason.name());
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
