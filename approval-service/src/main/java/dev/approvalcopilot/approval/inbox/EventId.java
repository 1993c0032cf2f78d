package dev.approvalcopilot.approval.inbox;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The id of an event of the live stream: the number of a person's change, and of which history of the database it is one. After a
 * restore or a fail-over numbers may be given again for other changes.
 *
 * @param history empty where a client kept the number alone
 */
record EventId(long seq, String history) {
    private static final Pattern WRITTEN = Pattern.compile("([0-9]{1,18})(?:-([0-9A-Fa-f.]{1,40}))?");

    /** Empty for what is none. */
    static Optional<EventId> read(String text) {
        var parts = WRITTEN.matcher(text.strip());
        return parts.matches()
                ? Optional.of(new EventId(Long.parseLong(parts.group(1)), parts.group(2) == null ? "" : parts.group(2)))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return history.isEmpty() ? Long.toString(seq) : seq + "-" + history;
    }
}
