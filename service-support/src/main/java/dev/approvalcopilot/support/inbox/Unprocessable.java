package dev.approvalcopilot.support.inbox;

import java.util.regex.Pattern;

/** This event can never be handled. Its reason is fixed text from our own list: it is published in the dead letter. */
public final class Unprocessable extends RuntimeException {

    private static final Pattern REASON = Pattern.compile("[a-z][a-z0-9_]{2,63}");

    private final String reason;

    /** @param reason snake_case, never made from input or an exception's text */
    public Unprocessable(String reason) {
        super(reason, null, false, false);
        if (!REASON.matcher(reason).matches()) {
            throw new IllegalArgumentException("a reason is snake_case");
        }
        this.reason = reason;
    }

    public String reason() {
        return reason;
    }
}
