package dev.approvalcopilot.planner.intake;

import dev.approvalcopilot.contracts.event.RunRequested;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a person wants done. */
@Schema(name = "StartRun", description = "What a person wants done.")
public record StartRequest(
        @Schema(
                description = "The goal in plain words.",
                examples = "Look at the open issues of acme/website and tell #releases how many there are.",
                required = true)
        @NotBlank
        @Size(max = RunRequested.MAX_GOAL_CHARS)
        String goal) {

    /** Without the goal, so that it may be logged. */
    @Override
    public String toString() {
        return "StartRequest[]";
    }
}
