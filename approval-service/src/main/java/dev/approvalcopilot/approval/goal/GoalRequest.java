package dev.approvalcopilot.approval.goal;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a person wants done. */
@Schema(name = "GoalRequest", description = "What you want done.")
public record GoalRequest(
        @Schema(
                description = "The goal in plain words, at most 4000 characters.",
                examples = "Tell #general that the office closes at noon.",
                required = true)
        String goal) {

    /** Without the goal, so that it may be logged. */
    @Override
    public String toString() {
        return "GoalRequest[]";
    }
}
