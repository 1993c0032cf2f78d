package dev.approvalcopilot.local.launcher;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** What the commands print with. Colour only on a terminal, and never when NO_COLOR is set. */
public final class Terminal {
    private static final boolean COLOURS = isTerminal()
            && System.getenv().getOrDefault("NO_COLOR", "").isEmpty()
            && !"dumb".equals(System.getenv("TERM"));

    private Terminal() {}

    public static boolean colours() {
        return COLOURS;
    }

    public static String bold(String text) {
        return style("1", text);
    }

    public static String green(String text) {
        return style("32", text);
    }

    public static String red(String text) {
        return style("31", text);
    }

    public static String dim(String text) {
        return style("2", text);
    }

    /** As {@code 2.3 s}. */
    public static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }

    static void error(List<String> lines) {
        System.err.println(red("error: ") + String.join(System.lineSeparator(), lines));
    }

    private static String style(String code, String text) {
        return COLOURS ? "\033[" + code + "m" + text + "\033[0m" : text;
    }

    private static boolean isTerminal() {
        return System.console() != null && System.console().isTerminal();
    }
}
