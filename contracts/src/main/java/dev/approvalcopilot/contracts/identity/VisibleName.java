package dev.approvalcopilot.contracts.identity;

import java.util.Optional;

/**
 * What people and agents are named with: 1 to 255 printable ASCII characters. No space stands at an end: nobody would see it, and
 * whoever types the name would leave it out.
 */
final class VisibleName {

    static final int MAX_LENGTH = 255;

    private VisibleName() {}

    /** @param what the name is, to begin a sentence with */
    static Optional<String> fault(String what, String name) {
        if (name == null || name.isEmpty()) {
            return Optional.of(what + " is missing.");
        }
        if (name.length() > MAX_LENGTH) {
            return Optional.of(
                    what + " has " + name.length() + " characters. At most " + MAX_LENGTH + " can be used here.");
        }
        if (!name.chars().allMatch(character -> character >= ' ' && character <= '~')) {
            return Optional.of(what + " has a character that is not printable ASCII.");
        }
        return name.startsWith(" ") || name.endsWith(" ")
                ? Optional.of(what + " begins or ends with a space.")
                : Optional.empty();
    }
}
