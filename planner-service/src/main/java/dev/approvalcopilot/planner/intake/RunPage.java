package dev.approvalcopilot.planner.intake;

import dev.approvalcopilot.planner.run.Run;
import dev.approvalcopilot.planner.run.RunStatus;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** One page of a list. */
@Schema(name = "RunPage", description = "One page of a person's runs, newest first.")
public record RunPage(
        @Schema(description = "The runs, without their steps.")
        List<Entry> runs,

        @Schema(description = "Send it as cursor to read on; absent on the last page.") @Nullable
        String next) {

    /** One run in the list. */
    @Schema(name = "RunEntry", description = "A run in a list.")
    public record Entry(
            @Schema(description = "UUIDv7.") UUID id,

            @Schema(description = "How far it came.", examples = "COMPLETED")
            RunStatus status,

            @Schema(description = "planner, or the client id of an outside agent.", examples = "planner")
            String agent,

            @Schema(description = "The goal, as it was given.")
            String goal,

            @Schema(description = "When it was taken in.") Instant createdAt,

            @Schema(description = "When it ended.") @Nullable
            Instant endedAt) {

        static Entry of(Run run) {
            return new Entry(run.id(), run.status(), run.agent(), run.goal(), run.createdAt(), run.endedAt());
        }
    }

    /** @param found up to one more than the page holds: whether there is a next one */
    static RunPage of(List<Run> found, int limit) {
        var shown = found.subList(0, Math.min(limit, found.size()));
        return new RunPage(
                shown.stream().map(Entry::of).toList(),
                found.size() > limit ? Cursor.of(shown.getLast().id()) : null);
    }
}
