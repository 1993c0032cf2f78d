package dev.approvalcopilot.support.inbox;

import java.util.regex.Pattern;

/** This event can never be handled. Its reason is fixed text from our own list: it is published in the dead letter. */
public final class Unprocessable extends RuntimeException {

    private static final Pattern REASON = Pattern.compile("[a-z][a-z0-9_]{2,63}");

    private static final Pattern BEYOND_LIMITS = Pattern.compile(
            "too_large|unreadable|time_out_of_range|.*_(too_long|too_many|out_of_range|missing|malformed)");

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

    /** Whether a reason says that a member is beyond the table of limits, which no writer of ours does. */
    public static boolean isBeyondLimits(String reason) {
        return BEYOND_LIMITS.matcher(reason).matches();
    }
}
