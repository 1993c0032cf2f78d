package dev.approvalcopilot.planner.proposal;

import com.google.re2j.Pattern;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How many rules a grammar needs for a pattern. A part that may stand up to {@code n} times costs {@code n} times what it costs
 * once; a group costs as much as all its parts.
 */
final class Repetitions {

    private static final Pattern BOUNDS = Pattern.compile("\\{([0-9]{1,4})(?:,([0-9]{0,4}))?\\}");

    private final String pattern;
    private final Deque<Long> groups = new ArrayDeque<>();
    private int at;

    /** Of what stands before this place in the group that is open. */
    private long before;

    /** Of the part that ends here. */
    private long part;

    private Repetitions(String pattern) {
        this.pattern = pattern;
    }

    /** @param pattern without groups that do more than group */
    static long in(String pattern) {
        var counted = new Repetitions(pattern);
        while (counted.at < pattern.length()) {
            counted.next();
        }
        return counted.before + counted.part;
    }

    private void next() {
        switch (pattern.charAt(at)) {
            case '{' -> repeat();
            case '(' -> {
                groups.push(before + part);
                before = 0;
                part = 0;
            }
            case ')' -> {
                part += before;
                before = groups.isEmpty() ? 0 : groups.pop();
            }
            case '[' -> {
                one();
                at = endOfClass();
            }
            case '\\' -> {
                one();
                at++;
            }
            default -> one();
        }
        at++;
    }

    private void one() {
        before += part;
        part = 1;
    }

    /** A class may begin with its own end as a sign of it. */
    private int endOfClass() {
        int from = at + 1;
        if (pattern.startsWith("^", from)) {
            from++;
        }
        if (pattern.startsWith("]", from)) {
            from++;
        }
        while (from < pattern.length() && pattern.charAt(from) != ']') {
            from += pattern.charAt(from) == '\\' ? 2 : 1;
        }
        return from;
    }

    /** By the larger of two numbers; the smaller one where there is no larger. A brace may also stand for itself. */
    private void repeat() {
        var bounds = BOUNDS.matcher(pattern.substring(at));
        if (!bounds.lookingAt()) {
            one();
            return;
        }
        var larger = bounds.group(2);
        part *= Long.parseLong(larger == null || larger.isEmpty() ? bounds.group(1) : larger);
        at += bounds.end() - 1;
    }
}
