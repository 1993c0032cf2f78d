package dev.approvalcopilot.approval.goal;

import dev.approvalcopilot.contracts.event.RunRequested;
import java.util.Optional;

/** What a person wants done, in their words, without the blanks around it. */
public record Goal(String text) {
    public Goal {
        if (flaw(text).isPresent()) {
            throw new IllegalArgumentException("not a goal");
        }
    }

    /** @throws IllegalArgumentException where {@link #flaw} finds one */
    public static Goal of(String typed) {
        return new Goal(clean(typed));
    }

    /** Why it cannot be sent, in words for the person who typed it. The planner asks the same of a goal. */
    public static Optional<String> flaw(String typed) {
        var text = clean(typed);
        if (text.isEmpty()) {
            return Optional.of("Say what the agent shall do.");
        }
        if (text.length() > RunRequested.MAX_GOAL_CHARS) {
            return Optional.of("A goal has at most %,d characters; this one has %,d."
                    .formatted(RunRequested.MAX_GOAL_CHARS, text.length()));
        }
        boolean unfit = text.codePoints().anyMatch(c -> c == 0 || c >= 0xD800 && c <= 0xDFFF);
        return unfit ? Optional.of("It holds a character that cannot be stored.") : Optional.empty();
    }

    private static String clean(String typed) {
        return typed == null ? "" : typed.replace("\r\n", "\n").strip();
    }

    /** Without the words, so that it may be logged. */
    @Override
    public String toString() {
        return "Goal[]";
    }
}
