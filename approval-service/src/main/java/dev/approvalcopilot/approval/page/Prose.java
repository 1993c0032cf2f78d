package dev.approvalcopilot.approval.page;

import java.util.Locale;

/**
 * Text of others that is no argument: short, it stands there; long, it is folded with its size said first, and beyond a bound
 * it is cut, which is said too.
 *
 * @param size "4,812 characters"
 * @param cut how many characters are left out, in words; empty for none
 */
public record Prose(InertText text, String size, boolean folded, String cut) {
    /** What a page bears. Whoever wants to read more of an agent's reasons has other means. */
    private static final int MAX_CHARACTERS = 20_000;

    static Prose line(String text) {
        return of(text, true);
    }

    static Prose block(String text) {
        return of(text, false);
    }

    private static Prose of(String text, boolean line) {
        int length = text.codePointCount(0, text.length());
        var kept = length > MAX_CHARACTERS ? text.substring(0, text.offsetByCodePoints(0, MAX_CHARACTERS)) : text;
        var marked = line ? InertText.line(kept) : InertText.block(kept);
        return new Prose(
                marked,
                String.format(Locale.ENGLISH, "%,d characters", length),
                Height.isLong(marked.toString()),
                length > MAX_CHARACTERS
                        ? String.format(
                                Locale.ENGLISH, "%,d more characters are left out here.", length - MAX_CHARACTERS)
                        : "");
    }

    Prose open() {
        return new Prose(text, size, false, cut);
    }

    public boolean isEmpty() {
        return text.isEmpty();
    }
}
