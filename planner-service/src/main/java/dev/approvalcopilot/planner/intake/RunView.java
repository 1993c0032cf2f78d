package dev.approvalcopilot.planner.intake;

import dev.approvalcopilot.planner.halt.ActiveHalts;
import dev.approvalcopilot.planner.halt.Halted;
import dev.approvalcopilot.planner.run.FailureView;
import dev.approvalcopilot.planner.run.Run;
import dev.approvalcopilot.planner.run.RunStatus;
import dev.approvalcopilot.planner.run.Step;
import dev.approvalcopilot.planner.run.StepView;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A run as its owner sees it. */
@Schema(name = "Run", description = "A run: what was asked for, what the agent proposed, and what became of it.")
public record RunView(
        @Schema(description = "UUIDv7.", examples = "0198f2e1-9d3c-7f3a-8a41-5b7c2d9e0f11")
        UUID id,

        @Schema(description = "How far it came.", examples = "WAITING")
        RunStatus status,

        @Schema(description = "planner, or the client id of the outside agent that began it.", examples = "planner")
        String agent,

        @Schema(description = "The goal, as it was given.", examples = "Delete the repository acme/old-site.")
        String goal,

        @Schema(description = "How many answers the model has given.", examples = "1")
        int turns,

        @Schema(description = "What the agent asked for, in order.")
        List<StepView> steps,

        @Schema(description = "The agent's last words; only when COMPLETED.", examples = "I deleted acme/old-site.")
        @Nullable
        String answer,

        @Schema(description = "Only when FAILED.") @Nullable FailureView failure,

        @Schema(description = "When somebody asked to stop.") @Nullable
        Instant cancelAskedAt,

        @Schema(
                description =
                        "Only while an operator has halted its agent, its person or everything: the run waits, and goes on by itself afterwards.")
        @Nullable
        Halted halted,

        @Schema(description = "When it was taken in.") Instant createdAt,
        @Schema(description = "When it ended.") @Nullable Instant endedAt) {

    static RunView of(Run run, List<Step> steps, ActiveHalts halts) {
        return new RunView(
                run.id(),
                run.status(),
                run.agent(),
                run.goal(),
                run.turn(),
                steps.stream().map(StepView::of).toList(),
                run.answer(),
                run.failed()
                        .map(failure -> FailureView.of(failure, run.failureWords()))
                        .orElse(null),
                run.cancelAskedAt(),
                run.status().ended()
                        ? null
                        : halts.ofRun(run.agent(), run.principal()).orElse(null),
                run.createdAt(),
                run.endedAt());
    }

    /** Without goal, steps and answer, so that it may be logged. */
    @Override
    public String toString() {
        return "RunView[" + id + " " + status + "]";
    }
}
