package dev.approvalcopilot.contracts.text;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What was found, counted.
 *
 * @param counts how often; nothing that was not found
 * @param hidden which characters, in the order of their first appearance, and how often
 */
public record Findings(Map<Finding, Integer> counts, Map<Integer, Integer> hidden) {
    public static final Findings NONE = new Findings(Map.of(), Map.of());

    /** So many kinds of hidden characters are named; who hides more than that is known well enough. */
    private static final int MAX_NAMED = 6;

    public Findings {
        counts = counts.isEmpty() ? Map.of() : Collections.unmodifiableMap(new EnumMap<>(counts));
        hidden = Collections.unmodifiableMap(new LinkedHashMap<>(hidden));
    }

    public boolean isEmpty() {
        return counts.isEmpty();
    }

    public int count(Finding finding) {
        return counts.getOrDefault(finding, 0);
    }

    /** Both together. */
    public Findings plus(Findings other) {
        var all = new EnumMap<Finding, Integer>(Finding.class);
        Stream.of(this, other)
                .forEach(one -> one.counts.forEach((what, count) -> all.merge(what, count, Integer::sum)));
        var characters = new LinkedHashMap<>(hidden);
        other.hidden.forEach((character, count) -> characters.merge(character, count, Integer::sum));
        return new Findings(all, characters);
    }

    /** For the line above the text, such as "2 hidden characters, 1 word of mixed scripts"; empty when nothing. */
    public Optional<String> summary() {
        return counts.isEmpty()
                ? Optional.empty()
                : Optional.of(counts.entrySet().stream()
                        .map(entry -> entry.getKey().words(entry.getValue()))
                        .collect(Collectors.joining(", ")));
    }

    /** Which characters are hidden in it, such as "U+200B ZERO WIDTH SPACE, 2 times"; empty when none. */
    public Optional<String> hiddenNames() {
        if (hidden.isEmpty()) {
            return Optional.empty();
        }
        var names = new ArrayList<String>();
        hidden.entrySet().stream()
                .limit(MAX_NAMED)
                .forEach(entry -> names.add(Invisible.number(entry.getKey()) + " " + Invisible.name(entry.getKey())
                        + (entry.getValue() > 1 ? ", " + entry.getValue() + " times" : "")));
        if (hidden.size() > MAX_NAMED) {
            names.add("and " + (hidden.size() - MAX_NAMED) + " more kinds");
        }
        return Optional.of(String.join("; ", names));
    }
}
