package dev.approvalcopilot.approval.session;

/** A logout token that ends nothing. Holds nothing of it. */
final class LogoutRefused extends Exception {
    private final Code code;

    /** The check that failed. */
    enum Code {
        TOO_LARGE,
        ALGORITHM,
        KEY,
        SIGNATURE,
        TYPE,
        ISSUER,
        AUDIENCE,
        TIMES,
        /** It comes from the future: the clocks differ by more than the leeway. */
        CLOCK,
        NO_JTI,
        NOT_A_LOGOUT,
        NONCE,
        NOBODY
    }

    LogoutRefused(Code code) {
        super(code.name(), null, false, false);
        this.code = code;
    }

    Code code() {
        return code;
    }
}
