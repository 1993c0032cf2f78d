package dev.approvalcopilot.contracts.presence;

/** An ID token that is no evidence of presence. The message is the code; it never quotes the token. */
public final class LoginRefused extends Exception {

    /** The check that failed, in the order in which they are made. */
    public enum Code {
        TOO_LARGE,
        ALGORITHM,
        KEY,
        SIGNATURE,
        ISSUER,
        AUDIENCE,
        EXPIRED,
        /** It comes from the future: the clocks differ by more than the leeway. */
        CLOCK,
        NONCE,
        SUBJECT,
        NO_AUTH_TIME,
        /** The token is of an earlier login. */
        NOT_FRESH,
        /** It was fresh, and is too old by now. */
        TOO_OLD,
        BEFORE_PROPOSAL,
        NO_SECOND_FACTOR
    }

    private final Code code;

    public LoginRefused(Code code) {
        super(code.name());
        this.code = code;
    }

    public Code code() {
        return code;
    }
}
