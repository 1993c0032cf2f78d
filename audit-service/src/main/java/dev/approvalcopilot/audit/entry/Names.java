package dev.approvalcopilot.audit.entry;

import com.fasterxml.jackson.databind.JsonNode;
import dev.approvalcopilot.contracts.identity.Principal;
import java.util.Optional;

/** Names that come from events: short printable text, or they are not used. An entry is stored all the same. */
public final class Names {

    private static final int MAX_CHARS = Principal.MAX_LENGTH;

    private Names() {}

    public static Optional<String> accepted(JsonNode value) {
        return value.isTextual() ? accepted(value.textValue()) : Optional.empty();
    }

    public static Optional<String> accepted(String text) {
        boolean plain = !text.isBlank()
                && text.length() <= MAX_CHARS
                && text.codePoints().noneMatch(Names::isRefused);
        return plain ? Optional.of(text) : Optional.empty();
    }

    private static boolean isRefused(int codePoint) {
        return Character.isISOControl(codePoint) || Character.getType(codePoint) == Character.SURROGATE;
    }
}
