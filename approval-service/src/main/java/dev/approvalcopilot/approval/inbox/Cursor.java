package dev.approvalcopilot.approval.inbox;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/** A place in a list. Its written form is opaque to clients; it gives no access to anything. */
public record Cursor(int levelRank, Instant createdAt, UUID id) {
    static Cursor of(ActionSummary last) {
        return new Cursor(last.level().ordinal(), last.createdAt(), last.id());
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
        var plain = levelRank + " " + createdAt + " " + id;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(StandardCharsets.UTF_8));
    }
}
