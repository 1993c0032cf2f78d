package dev.approvalcopilot.contracts.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Text of others that cannot deceive. What is invisible, or moves other characters, stands as a code such as {@code [U+202E]};
 * a word of mixed scripts has them named behind it, a domain its punycode, a sign that
 * looks like one of ASCII that one; a number that right-to-left words move is named; long runs of spaces and line breaks their count.
 * Nothing is left out. Recommended emoji, the joiners of Persian and Indic words and East Asian text next to Latin stay as they
 * are: they are seen as what they are.
 *
 * @see <a href="https://www.unicode.org/reports/tr39/">Unicode Technical Standard 39</a>
 */
public final class MarkedText {
    /** So many spaces within a line are more than a typing habit. */
    private static final int COUNTED_SPACES = 3;

    /** Indentation shows by itself up to here; beyond, or so many within a line, they push what follows out of sight. */
    private static final int LONG_GAP = 12;

    private static final int COUNTED_BREAKS = 3;
    private static final int LONG_BREAK = 6;

    /** More marks than any language stacks on one letter. */
    private static final int MAX_MARKS = 4;

    private final String text;
    private final boolean lineBreaks;
    private final List<Part> parts;
    private final Map<Finding, Integer> counts = new EnumMap<>(Finding.class);
    private final Map<Integer, Integer> hidden = new LinkedHashMap<>();

    private MarkedText(String text, boolean lineBreaks) {
        this.text = text;
        this.lineBreaks = lineBreaks;
        var all = new ArrayList<Part>();
        int from = 0;
        for (var suspect : suspects(text)) {
            all.addAll(parts(from, suspect.start()));
            all.add(new Part.Noted(
                    parts(suspect.start(), suspect.end()),
                    suspect.note(),
                    suspect.finding().isPresent()));
            suspect.finding().ifPresent(this::found);
            from = suspect.end();
        }
        all.addAll(parts(from, text.length()));
        this.parts = List.copyOf(all);
    }

    /** For a place of one line: a line break is a hidden character there. */
    public static MarkedText line(String text) {
        return new MarkedText(text, false);
    }

    /** For a place where line breaks are seen as such. */
    public static MarkedText block(String text) {
        return new MarkedText(text, true);
    }

    public List<Part> parts() {
        return parts;
    }

    public Findings findings() {
        return new Findings(counts, hidden);
    }

    private static List<Suspect> suspects(String text) {
        var all = new ArrayList<Suspect>(Domains.find(text));
        // What is said first of a stretch says most.
        Stream.of(Words.find(text), Signs.find(text), Reordered.find(text)).forEach(found -> {
            var free = apart(found, all);
            all.addAll(free);
        });
        return all.stream().sorted(Comparator.comparingInt(Suspect::start)).toList();
    }

    private static List<Suspect> apart(List<Suspect> found, List<Suspect> others) {
        var taken = new TreeMap<Integer, Suspect>();
        others.forEach(other -> taken.put(other.start(), other));
        return found.stream()
                .filter(one -> {
                    var before = taken.lowerEntry(one.end());
                    return before == null || !before.getValue().overlaps(one);
                })
                .toList();
    }

    private List<Part> parts(int from, int to) {
        var into = new Stretch();
        int marks = 0;
        int i = from;
        while (i < to) {
            int c = text.codePointAt(i);
            int end = i + Character.charCount(c);
            int emoji = Invisible.emojiAt(text, i);
            marks = Invisible.isMark(c) ? marks + 1 : 0;
            if (c == ' ' || c == '\n' && lineBreaks) {
                end = run(i, to, c);
                into.plain(Character.toString(c).repeat(end - i));
                count(into, c, i, end - i);
            } else if (emoji > 0) {
                end = i + emoji;
                into.plain(text.substring(i, end));
            } else if (Invisible.isAt(text, i)) {
                into.add(new Part.Code(c));
                found(Finding.HIDDEN);
                hidden.merge(c, 1, Integer::sum);
            } else if (marks > MAX_MARKS || marks > 0 && into.hasNoLetter()) {
                into.add(new Part.Code(c));
                found(Finding.STACKED);
            } else {
                into.plain(Character.toString(c));
            }
            i = end;
        }
        return into.parts();
    }

    private void count(Stretch into, int c, int at, int length) {
        if (c == '\n') {
            if (length >= COUNTED_BREAKS) {
                into.add(new Part.Count(length + " line breaks"));
            }
            if (length >= LONG_BREAK) {
                found(Finding.GAP);
            }
            return;
        }
        boolean indents = lineBreaks && (at == 0 || text.charAt(at - 1) == '\n');
        if (length >= (indents ? LONG_GAP : COUNTED_SPACES)) {
            into.add(new Part.Count(length + " spaces"));
        }
        if (length >= LONG_GAP) {
            found(Finding.GAP);
        }
    }

    private int run(int from, int to, int c) {
        int end = from;
        while (end < to && text.charAt(end) == c) {
            end++;
        }
        return end;
    }

    private void found(Finding finding) {
        counts.merge(finding, 1, Integer::sum);
    }

    /** One string, everything that is not text in brackets: for a terminal, a title, a mail. No escape sequence passes. */
    @Override
    public String toString() {
        var all = new StringBuilder();
        write(parts, all);
        return all.toString();
    }

    private static void write(List<Part> parts, StringBuilder into) {
        for (var part : parts) {
            switch (part) {
                case Part.Plain(var plain) -> into.append(plain);
                case Part.Code code -> into.append('[').append(code.number()).append(']');
                case Part.Count(var words) -> into.append('[').append(words).append(']');
                case Part.Noted noted -> {
                    write(noted.parts(), into);
                    into.append('[').append(noted.note()).append(']');
                }
            }
        }
    }

    /** Parts in the making. */
    private static final class Stretch {
        private final List<Part> parts = new ArrayList<>();
        private final StringBuilder plain = new StringBuilder();

        void plain(String text) {
            plain.append(text);
        }

        void add(Part part) {
            flush();
            parts.add(part);
        }

        boolean hasNoLetter() {
            return plain.isEmpty();
        }

        List<Part> parts() {
            flush();
            return parts;
        }

        private void flush() {
            if (!plain.isEmpty()) {
                parts.add(new Part.Plain(plain.toString()));
                plain.setLength(0);
            }
        }
    }
}
