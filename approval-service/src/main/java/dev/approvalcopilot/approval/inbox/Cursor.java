package dev.approvalcopilot.approval.inbox;

import dev.approvalcopilot.approval.inbox.ListFilter.Order;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/**
 * A place in a list. Its written form is opaque to clients; it gives no access to anything.
 *
 * @param at what the list's order goes by
 */
public record Cursor(int levelRank, Instant at, UUID id) {
    static Cursor of(ActionSummary last, Order order) {
        var at = order == Order.DECIDED ? last.decidedAt() : last.createdAt();
        return new Cursor(last.level().ordinal(), at, last.id());
    }

    /** Empty when the text is none of ours. */
    public static Optional<Cursor> read(String text) {
        try {
            var parts = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split(" ");
            return parts.length == 3
                    ? Optional.of(
                            new Cursor(Integer.parseInt(parts[0]), Instant.parse(parts[1]), UUID.fromString(parts[2])))
                    : Optional.empty();
        } catch (IllegalArgumentException | DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** base64url. */
    public String text() {
        var plain = levelRank + " " + at + " " + id;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(StandardCharsets.UTF_8));
    }
}
