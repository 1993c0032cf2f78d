package dev.approvalcopilot.approval.page;

/** The lines that a text takes on a phone, the narrowest screen that people decide on: what is long there is folded everywhere. */
final class Height {
    /** A payload's letters on 390 px. */
    private static final int COLUMNS = 40;

    private static final int TAB = 4;
    private static final int LONG_CHARACTERS = 600;
    private static final int LONG_LINES = 16;

    private Height() {}

    /** @param text with its marks, which take room as well */
    static boolean isLong(String text) {
        return text.codePointCount(0, text.length()) > LONG_CHARACTERS || lines(text) > LONG_LINES;
    }

    static long lines(String text) {
        return text.isEmpty() ? 0 : text.split("\n", -1).length + wrapped(text);
    }

    private static long wrapped(String text) {
        long more = 0;
        for (var line : text.split("\n", -1)) {
            more += Math.max(0, width(line) - 1) / COLUMNS;
        }
        return more;
    }

    private static long width(String line) {
        return line.codePoints()
                .mapToLong(c -> c == '\t' ? TAB : c >= 0x1100 ? 2 : 1)
                .sum();
    }
}
