package dev.approvalcopilot.local.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One line of the story.
 *
 * @param level risk level, or empty
 * @param state in the words of the page
 * @param took how long it took to come here; null where nothing was waited for
 * @param details what stands under the line, by label, in order
 */
record Moment(Instant at, String level, String sentence, String state, Duration took, Map<String, String> details) {

    static Moment now(String level, String sentence, String state) {
        return new Moment(Instant.now(), level, sentence, state, null, Map.of());
    }

    Moment after(Duration duration) {
        return new Moment(at, level, sentence, state, duration, details);
    }

    /** How long since then. */
    Moment since(Instant begin) {
        return after(Duration.between(begin, at));
    }

    Moment with(String label, String text) {
        var more = new LinkedHashMap<>(details);
        if (text != null && !text.isEmpty()) {
            more.put(label, text);
        }
        return new Moment(at, level, sentence, state, took, more);
    }
}
