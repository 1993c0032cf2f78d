package dev.approvalcopilot.approval.inbox;

/** Text for a column. PostgreSQL's text holds every character but NUL, and texts here come from models, people and providers. */
public final class StorableText {
    private static final char NUL = '\u0000';
    private static final char REPLACEMENT = '\uFFFD';

    private StorableText() {}

    /** The text with each NUL shown as U+FFFD. */
    public static String of(String text) {
        return text.replace(NUL, REPLACEMENT);
    }

    public static boolean holds(String text) {
        return text.indexOf(NUL) < 0;
    }
}
