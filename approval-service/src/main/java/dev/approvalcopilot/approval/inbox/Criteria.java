package dev.approvalcopilot.approval.inbox;

import dev.approvalcopilot.contracts.action.RiskLevel;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * What a list is narrowed to. All that is given counts together.
 *
 * @param words parts of words that stand in the sentence, the tool's title or the agent's name; each of them, in any order
 * @param tool by name, whole
 * @param agent by name, whole
 * @param connection by name, whole
 */
public record Criteria(
        List<String> words,
        Optional<RiskLevel> level,
        Optional<String> tool,
        Optional<String> agent,
        Optional<String> connection,
        Optional<UUID> run) {
    public static final Criteria NONE = new Criteria(
            List.of(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /** More would search no better. */
    static final int MAX_WORDS = 8;

    public Criteria {
        words = words.stream().distinct().limit(MAX_WORDS).toList();
    }

    /** What a person types, as words. */
    public static List<String> words(String typed) {
        return Arrays.stream(typed.strip().split("\\s+"))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    public boolean isEmpty() {
        return equals(NONE);
    }

    /** Whether whoever reads the list has asked for one kind of action by name. */
    public boolean namesOneKind() {
        return Stream.of(level, tool, agent).allMatch(Optional::isPresent);
    }
}
