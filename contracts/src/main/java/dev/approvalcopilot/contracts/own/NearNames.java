package dev.approvalcopilot.contracts.own;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The known names that somebody may have meant who wrote an unknown one, by edit distance. */
public final class NearNames {

    private static final int MAX_NAMES = 3;

    private NearNames() {}

    /**
     * At most three, the nearest first.
     *
     * @param maxEdits letters that are added, left out or changed at most
     */
    public static List<String> of(String written, Collection<String> known, int maxEdits) {
        return known.stream()
                .distinct()
                .filter(name -> distance(written, name) <= maxEdits)
                .sorted(Comparator.<String>comparingInt(name -> distance(written, name))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(MAX_NAMES)
                .toList();
    }

    /** The same for names that are no secret: about every third letter may be wrong. */
    public static List<String> of(String written, Collection<String> known) {
        return of(written, known, Math.max(2, written.length() / 3));
    }

    /** As the end of a sentence that says that there is no such name; empty where none is near. */
    public static String question(List<String> near) {
        return near.isEmpty() ? "" : " Do you mean " + String.join(" or ", near) + "?";
    }

    /** Levenshtein's, without regard to case. */
    private static int distance(String one, String other) {
        var left = one.toLowerCase(Locale.ROOT);
        var right = other.toLowerCase(Locale.ROOT);
        var row = new int[right.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= left.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int changed = diagonal + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[right.length()];
    }
}
