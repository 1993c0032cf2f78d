package dev.approvalcopilot.approval.goal;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Some of a person's runs.
 *
 * @param next cursor of the page after; null at the end
 */
@Schema(name = "PersonsRuns", description = "Some of your runs, newest first.")
public record RunList(List<RunSummary> runs, @Nullable String next) {
    public RunList {
        runs = List.copyOf(runs);
    }
}
