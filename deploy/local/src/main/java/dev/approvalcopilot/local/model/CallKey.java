package dev.approvalcopilot.local.model;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which step and which attempt a tool call is. It stands at the start of the call's id, so that a conversation shows by
 * itself how far the plan is.
 */
record CallKey(int step, int attempt) {

    private static final Pattern ID = Pattern.compile("call_s(\\d{2})a(\\d)[A-Za-z0-9]*");

    String idPrefix() {
        return "call_s%02da%d".formatted(step, attempt);
    }

    /** Empty for an id that another model made. */
    static Optional<CallKey> of(String id) {
        var matcher = ID.matcher(id);
        return matcher.matches()
                ? Optional.of(new CallKey(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2))))
                : Optional.empty();
    }
}
