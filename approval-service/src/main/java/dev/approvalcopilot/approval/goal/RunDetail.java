package dev.approvalcopilot.approval.goal;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * One of a person's runs, with what happened in it.
 *
 * @param answer the agent's closing words, a claim; null unless it completed
 * @param steps oldest first
 */
@Schema(name = "PersonsRunDetail", description = "One of your runs, with what happened in it.")
public record RunDetail(RunSummary run, @Nullable String answer, List<RunStep> steps) {
    public RunDetail {
        steps = List.copyOf(steps);
    }

    /** Without words of people and models, so that it may be logged. */
    @Override
    public String toString() {
        return "RunDetail[" + run + "]";
    }
}
