package dev.approvalcopilot.approval.page.runs;

import dev.approvalcopilot.approval.goal.RunSummary;
import dev.approvalcopilot.approval.page.InertText;
import dev.approvalcopilot.approval.page.Stamp;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/**
 * One run in the list.
 *
 * @param goal its beginning; the run's own page has the rest
 * @param counts of its actions
 */
public record RunRow(UUID id, InertText goal, InertText agent, String state, boolean over, String counts, Stamp asked) {
    private static final int SHOWN_CHARS = 200;

    static RunRow of(RunSummary run, Instant now) {
        var goal = Objects.requireNonNullElse(run.goal(), "A run whose goal has not arrived here");
        return new RunRow(
                run.id(),
                InertText.line(beginning(goal.replace('\n', ' '))),
                InertText.line(run.agent()),
                RunWords.of(run.state()),
                run.state().over(),
                RunWords.counts(run),
                Stamp.of(run.askedAt(), now));
    }

    private static String beginning(String goal) {
        if (goal.length() <= SHOWN_CHARS) {
            return goal;
        }
        int end = Character.isHighSurrogate(goal.charAt(SHOWN_CHARS - 1)) ? SHOWN_CHARS - 1 : SHOWN_CHARS;
        return goal.substring(0, end) + "…";
    }
}
