package dev.approvalcopilot.local.model;

import java.util.Optional;
import java.util.regex.Pattern;

/** Quoted text in sentences; an apostrophe within a word is none. */
final class Quotes {

    private static final Pattern QUOTED = Pattern.compile(
            "(?<![\\p{L}\\p{N}])(?:'([^']+(?:'\\p{L}[^']*)*)'|\"([^\"]+)\"|‘([^’]+)’|“([^”]+)”)(?![\\p{L}\\p{N}])");

    private Quotes() {}

    /** Where the quoted text that begins at this place ends; this place if none does. */
    static int end(String text, int start) {
        var matcher = QUOTED.matcher(text);
        return matcher.find(start) && matcher.start() == start ? matcher.end() : start;
    }

    /** The first quoted text. */
    static Optional<String> first(String text) {
        var matcher = QUOTED.matcher(text);
        if (!matcher.find()) {
            return Optional.empty();
        }
        for (int group = 1; group <= matcher.groupCount(); group++) {
            if (matcher.group(group) != null) {
                return Optional.of(matcher.group(group));
            }
        }
        return Optional.empty();
    }
}
