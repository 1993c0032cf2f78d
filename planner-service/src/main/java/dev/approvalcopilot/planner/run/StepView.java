package dev.approvalcopilot.planner.run;

import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A step as the API and the feed show it. */
@Schema(name = "Step", description = "One tool call of the model and what became of it.")
public record StepView(
        @Schema(
                description =
                        "The action's id; the approval API knows it by the same one. For INVALID and HALTED it names the call only.",
                examples = "0198f3a2-5c1e-7b1a-9c55-0d2f6e1b7a10")
        UUID id,

        @Schema(description = "Which answer of the model it came from, from 1.", examples = "1")
        int turn,

        @Schema(
                description = "Name of the tool; absent when the model asked for one that does not exist.",
                examples = "github.delete_repository")
        @Nullable
        String tool,

        @Schema(
                description = "The action in one sentence, written from the tool's manifest.",
                examples = "Delete the repository acme/old-site")
        @Nullable
        String sentence,

        @Schema(description = "How far it came.", examples = "PENDING")
        StepState state,

        @Schema(description = "SHA-256 over the action's canonical bytes; absent for INVALID and HALTED.") @Nullable
        String digest,

        @Schema(description = "Risk level, once it is classified.", examples = "CRITICAL") @Nullable
        String level,

        @Schema(description = "When the decision is due, while it waits for one.") @Nullable
        Instant expiresAt,

        @Schema(description = "Why it did not happen.", examples = "Keep it until the release is out.") @Nullable
        String reason,

        @Schema(
                description = "The provider's answer, reduced to what the agent may see. Untrusted data.",
                type = SchemaType.OBJECT)
        @JsonRawValue
        @Nullable
        String result,

        @Schema(description = "When it was proposed.") Instant proposedAt,

        @Schema(description = "When it got its outcome.") @Nullable
        Instant settledAt,

        @Schema(
                description =
                        "The action whose place this one took when the person changed the arguments; absent otherwise.")
        @Nullable
        UUID supersedes) {

    public static StepView of(Step step) {
        return new StepView(
                step.id(),
                step.turn(),
                step.tool(),
                step.sentence(),
                step.state(),
                step.digest(),
                step.level(),
                step.expiresAt(),
                step.reason(),
                step.result(),
                step.proposedAt(),
                step.settledAt(),
                step.supersedes());
    }
}
