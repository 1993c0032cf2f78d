package dev.approvalcopilot.gateway.operator;

import java.util.Optional;

/** An access token that opens nothing here. The message is the reason; it never quotes the token. */
final class TokenRefused extends Exception {

    /** The first check that failed. */
    enum Reason {
        MISSING(false),
        TOO_LARGE(false),
        MALFORMED(false),
        ALGORITHM(false),
        HEADER(false),
        KEY(false),
        SIGNATURE(false),
        ISSUER(false),
        AUDIENCE(false),
        EXPIRED(false),
        /** It comes from the future: the clocks differ by more than the leeway. */
        CLOCK(false),
        /** From here on it is a true token for this API, and still not an operator's. */
        NO_PERSON(true),
        CLIENT(true),
        PERMISSION(true);

        private final boolean authentic;

        Reason(boolean authentic) {
            this.authentic = authentic;
        }

        boolean authentic() {
            return authentic;
        }
    }

    private final Reason reason;
    private final String sub;

    TokenRefused(Reason reason) {
        this(reason, null);
    }

    /** @param sub of an authentic token */
    TokenRefused(Reason reason, String sub) {
        super(reason.name());
        this.reason = reason;
        this.sub = sub;
    }

    Reason reason() {
        return reason;
    }

    Optional<String> sub() {
        return Optional.ofNullable(sub);
    }
}
