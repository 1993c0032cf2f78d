package dev.approvalcopilot.contracts.text;

import java.util.List;

/** A stretch of marked text. In their order they are the whole text, and what is to be said about it. */
public sealed interface Part {
    /** As it was written. It may still need escaping for where it is put. */
    record Plain(String text) implements Part {}

    /** A character that nobody would see, or that changes how others are seen. */
    record Code(int codePoint) implements Part {
        /** Such as {@code U+202E}. */
        public String number() {
            return Invisible.number(codePoint);
        }

        /** Its name in Unicode. */
        public String name() {
            return Invisible.name(codePoint);
        }
    }

    /** How long the run of spaces or line breaks was that ends here. */
    record Count(String words) implements Part {}

    /**
     * A stretch with something to be said about it.
     *
     * @param note such as {@code Latin + Cyrillic}, or a domain in punycode
     * @param suspect whether it looks like what it is not; else the note is only there to be complete
     */
    record Noted(List<Part> parts, String note, boolean suspect) implements Part {
        public Noted {
            parts = List.copyOf(parts);
        }
    }
}
