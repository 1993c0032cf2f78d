package dev.approvalcopilot.approval.page;

import io.quarkus.qute.RawString;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Text from outside in a form that cannot deceive: no markup, and every character that is invisible, or moves others, stands as
 * a code such as {@code [U+202E]}. Long runs of spaces and line breaks show their count. Nothing is left out.
 */
public final class InertText {
    /** So many spaces push what follows out of sight. */
    private static final int LONG_GAP = 12;

    private static final int LONG_BREAK = 4;

    /** Letters by category, blank to the eye: grapheme joiner, Hangul and Khmer fillers, Mongolian selectors, blank Braille. */
    private static final Set<Integer> BLANK_LETTERS =
            Set.of(0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180B, 0x180C, 0x180D, 0x180F, 0x2800, 0x3164, 0xFFA0);

    private sealed interface Part {
        record Plain(String text) implements Part {}

        record Code(int character) implements Part {}

        /** What the run is made of stands in a part of its own, before it. */
        record Count(String words) implements Part {}
    }

    private final List<Part> parts = new ArrayList<>();
    private final Map<Integer, Integer> hidden = new LinkedHashMap<>();

    private InertText(String text, boolean lineBreaks) {
        var plain = new StringBuilder();
        int i = 0;
        while (i < text.length()) {
            int c = text.codePointAt(i);
            int run = run(text, i, c);
            if (c == '\n' && lineBreaks || c == ' ') {
                plain.repeat(c, run);
                if (run >= (c == ' ' ? LONG_GAP : LONG_BREAK)) {
                    flush(plain);
                    parts.add(new Part.Count(run + (c == ' ' ? " spaces" : " line breaks")));
                }
                i += run;
            } else if (isHidden(c)) {
                flush(plain);
                parts.add(new Part.Code(c));
                hidden.merge(c, 1, Integer::sum);
                i += Character.charCount(c);
            } else {
                plain.appendCodePoint(c);
                i += Character.charCount(c);
            }
        }
        flush(plain);
    }

    /** For a place of one line: a line break is a hidden character there. */
    public static InertText line(String text) {
        return new InertText(text, false);
    }

    /** For a place where line breaks are seen as such. */
    public static InertText block(String text) {
        return new InertText(text, true);
    }

    private static int run(String text, int from, int c) {
        int to = from;
        while (to < text.length() && text.charAt(to) == c) {
            to++;
        }
        return to - from;
    }

    private void flush(StringBuilder plain) {
        if (!plain.isEmpty()) {
            parts.add(new Part.Plain(plain.toString()));
            plain.setLength(0);
        }
    }

    /** Whether a reader cannot see the character, or it changes how others are seen. */
    static boolean isHidden(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.PRIVATE_USE,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            case Character.SPACE_SEPARATOR -> c != ' ';
            default -> BLANK_LETTERS.contains(c) || isVariationSelector(c);
        };
    }

    private static boolean isVariationSelector(int c) {
        return c >= 0xFE00 && c <= 0xFE0F || c >= 0xE0100 && c <= 0xE01EF;
    }

    /** Markup whose only elements are the boxes; everything else is escaped. */
    public RawString html() {
        var html = new StringBuilder();
        for (var part : parts) {
            switch (part) {
                case Part.Plain(var text) -> escape(text, html);
                case Part.Code(var c) ->
                    html.append("<span class=\"code\" title=\"")
                            .append(name(c))
                            .append("\">[")
                            .append(number(c))
                            .append("]</span>");
                case Part.Count(var words) ->
                    html.append("<span class=\"code\">[").append(words).append("]</span>");
            }
        }
        return new RawString(html.toString());
    }

    public boolean isEmpty() {
        return parts.isEmpty();
    }

    public boolean hasHidden() {
        return !hidden.isEmpty();
    }

    /** What was found, in one sentence, for the line above; empty when nothing. */
    public Optional<String> finding() {
        if (hidden.isEmpty()) {
            return Optional.empty();
        }
        var found = new ArrayList<String>();
        hidden.forEach((c, count) -> found.add(number(c) + " " + name(c) + (count > 1 ? ", " + count + " times" : "")));
        return Optional.of("Hidden characters: " + String.join("; ", found) + ".");
    }

    /** The same without markup, for titles. */
    @Override
    public String toString() {
        var text = new StringBuilder();
        for (var part : parts) {
            switch (part) {
                case Part.Plain(var plain) -> text.append(plain);
                case Part.Code(var c) -> text.append('[').append(number(c)).append(']');
                case Part.Count(var words) -> text.append('[').append(words).append(']');
            }
        }
        return text.toString();
    }

    private static String number(int c) {
        return "U+%04X".formatted(c);
    }

    private static String name(int c) {
        var name = Character.getName(c);
        return name == null ? "unassigned" : name;
    }

    private static void escape(String text, StringBuilder html) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '<' -> html.append("&lt;");
                case '>' -> html.append("&gt;");
                case '&' -> html.append("&amp;");
                case '"' -> html.append("&quot;");
                case '\'' -> html.append("&#39;");
                default -> html.append(c);
            }
        }
    }
}
