package dev.approvalcopilot.approval.page;

import dev.approvalcopilot.contracts.text.Finding;
import dev.approvalcopilot.contracts.text.Findings;
import dev.approvalcopilot.contracts.text.MarkedText;
import dev.approvalcopilot.contracts.text.Part;
import io.quarkus.qute.RawString;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Text from outside as the page shows it: marked, so that it cannot deceive, and without any markup but the marks. */
public final class InertText {
    private static final int BRIEF = 240;

    private final MarkedText marked;

    private InertText(MarkedText marked) {
        this.marked = marked;
    }

    /** For a place of one line: a line break is a hidden character there. */
    public static InertText line(String text) {
        return new InertText(MarkedText.line(text));
    }

    /** For a place where line breaks are seen as such. */
    public static InertText block(String text) {
        return new InertText(MarkedText.block(text));
    }

    /** For a row of many: of a long text its beginning, and how long it is. */
    public static InertText brief(String text) {
        int length = text.codePointCount(0, text.length());
        return length <= BRIEF
                ? line(text)
                : line(text.substring(0, text.offsetByCodePoints(0, BRIEF)) + "… ("
                        + String.format(Locale.ENGLISH, "%,d characters)", length));
    }

    /** Markup whose only elements are the marks; everything else is escaped. */
    public RawString html() {
        var html = new StringBuilder();
        write(marked.parts(), html);
        return new RawString(html.toString());
    }

    private static void write(List<Part> parts, StringBuilder html) {
        for (var part : parts) {
            switch (part) {
                case Part.Plain(var text) -> escape(text, html);
                case Part.Code code -> {
                    html.append("<span class=\"code\" title=\"");
                    escape(code.name(), html);
                    html.append("\">[").append(code.number()).append("]</span>");
                }
                case Part.Count(var words) -> box(words, html);
                case Part.Noted noted -> {
                    html.append(noted.suspect() ? "<span class=\"suspect\">" : "<span>");
                    write(noted.parts(), html);
                    html.append("</span>");
                    box(noted.note(), html);
                }
            }
        }
    }

    private static void box(String words, StringBuilder html) {
        html.append("<span class=\"code\">[");
        escape(words, html);
        html.append("]</span>");
    }

    public boolean isEmpty() {
        return marked.parts().isEmpty();
    }

    public boolean hasHidden() {
        return findings().count(Finding.HIDDEN) > 0;
    }

    public Findings findings() {
        return marked.findings();
    }

    /** What was found, in one sentence, for the line above; empty when nothing. */
    public Optional<String> finding() {
        return sentence(findings());
    }

    static Optional<String> sentence(Findings findings) {
        var names = findings.hiddenNames().map(all -> " Hidden: " + all + ".").orElse("");
        return findings.summary().map(summary -> "Found " + summary + "." + names);
    }

    /** The same without markup, for titles. */
    @Override
    public String toString() {
        return marked.toString();
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
