package dev.approvalcopilot.local.demo;

import dev.approvalcopilot.contracts.text.MarkedText;
import java.io.PrintStream;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** For a terminal: one line an event, aligned; colour only where it is wanted. */
public final class HumanStory implements Story {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneId.systemDefault());
    private static final String INDENT = " ".repeat(29);
    private static final int TEXT_WIDTH = 96;

    private final PrintStream out;
    private final boolean colours;
    private Chapter current;

    /** @param colours whether escape sequences may be used */
    public HumanStory(PrintStream out, boolean colours) {
        this.out = out;
        this.colours = colours;
    }

    @Override
    public void chapter(Chapter chapter) {
        if (current == null || chapter.compareTo(current) > 0) {
            current = chapter;
            out.println();
            out.println(style("1", chapter.heading()));
        }
    }

    @Override
    public void tell(Moment moment) {
        var took = moment.took() == null
                ? ""
                : String.format(Locale.ROOT, "%.2f s", moment.took().toMillis() / 1000.0);
        var line = "  %s  %s  %-50s %s"
                .formatted(
                        TIME.format(moment.at()),
                        level(moment.level()),
                        marked(moment.sentence()),
                        state(marked(moment.state())));
        out.println((line + " " + style("2", took)).stripTrailing());
        moment.details().forEach(this::detail);
    }

    private void detail(String label, String text) {
        var lines = text.lines()
                .map(HumanStory::markedLine)
                .flatMap(line -> wrapped(line).stream())
                .toList();
        for (var i = 0; i < lines.size(); i++) {
            out.println(INDENT + style("2", "%-9s".formatted(i == 0 ? label : "")) + " " + lines.get(i));
        }
    }

    @Override
    public void quote(String who, String text) {
        out.println("  " + who + ":");
        text.lines().flatMap(line -> wrapped(markedLine(line)).stream()).forEach(line -> out.println("    " + line));
    }

    /** No escape sequence of others passes. */
    private static String marked(String text) {
        return MarkedText.line(text).toString();
    }

    /** One of several lines: its indentation shows by itself. */
    private static String markedLine(String line) {
        return MarkedText.block(line).toString();
    }

    /** At spaces; a word that is longer stays whole. */
    private static List<String> wrapped(String text) {
        var lines = new ArrayList<String>();
        var line = new StringBuilder();
        for (var word : text.split(" ")) {
            if (!line.isEmpty() && line.length() + word.length() >= TEXT_WIDTH) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }

    @Override
    public void end(List<String> shown, String next) {
        out.println();
        out.println(style("1;32", "All of it happened, and nothing else:"));
        shown.forEach(sentence -> out.println("  - " + marked(sentence)));
        out.println("Open next: " + next);
    }

    @Override
    public void fail(List<String> differences) {
        out.println();
        out.println(style("1;31", "Not as it should be:"));
        differences.forEach(sentence -> out.println("  - " + marked(sentence)));
    }

    /** Word and shape; colour only comes on top. */
    private String level(String level) {
        return switch (level) {
            case "LOW" -> style("32", "-  LOW     ");
            case "MEDIUM" -> style("33", "=  MEDIUM  ");
            case "HIGH" -> style("31", "!  HIGH    ");
            case "CRITICAL" -> style("1;31", "!! CRITICAL");
            default -> " ".repeat(11);
        };
    }

    private String state(String state) {
        var padded = "%-28s".formatted(state);
        return switch (state) {
            case "done", "approved" -> style("32", padded);
            case "the provider said no", "may have happened" -> style("31", padded);
            default -> padded;
        };
    }

    private String style(String code, String text) {
        return colours && !text.isEmpty() ? "\033[" + code + "m" + text + "\033[0m" : text;
    }
}
