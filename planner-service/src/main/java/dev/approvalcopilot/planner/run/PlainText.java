package dev.approvalcopilot.planner.run;

/** Text from a model, a provider or a person, made fit to be stored: PostgreSQL takes no NUL, JSON no half surrogates. */
public final class PlainText {

    private static final char REPLACEMENT = '\uFFFD';

    private PlainText() {}

    /** Replaces what cannot be stored and cuts to a number of characters, never through a surrogate pair. */
    public static String of(String text, int maxChars) {
        var clean = new StringBuilder(Math.min(text.length(), maxChars));
        for (int i = 0; i < text.length(); ) {
            int point = text.codePointAt(i);
            int width = Character.charCount(point);
            if (clean.length() + width > maxChars) {
                break;
            }
            boolean unfit = point == 0 || width == 1 && Character.isSurrogate((char) point);
            clean.appendCodePoint(unfit ? REPLACEMENT : point);
            i += width;
        }
        return clean.toString();
    }

    /** Whether {@link #of} would leave it as it is. */
    public static boolean isFit(String text) {
        return of(text, text.length()).equals(text);
    }
}
