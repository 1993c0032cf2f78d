package dev.approvalcopilot.planner.run;

import java.time.Instant;
import java.util.UUID;

/**
 * One tool call of the model. Where it became a proposal, {@code id} is the action's id.
 *
 * @param callId the model's own id of the call
 * @param callName the function name the model used
 * @param tool name of the manifest; null when there is none
 * @param sentence the action in one sentence, from the manifest
 * @param digest of the action's bytes; null when it was not proposed
 * @param level risk level; null until classified
 * @param expiresAt when the decision is due; null until it waits for one
 * @param reason why it did not happen; null where it did
 * @param result JSON text of the reduced result, untrusted; null for none
 * @param message what the model reads; null until settled
 * @param supersedes the action whose place this one took when a person changed the arguments; null where nobody did
 * @param editedArguments JSON text of what the person made of them; null where nobody did
 */
public record Step(
        UUID id,
        UUID run,
        int turn,
        int position,
        String callId,
        String callName,
        String tool,
        String sentence,
        StepState state,
        String digest,
        String level,
        Instant expiresAt,
        String reason,
        String result,
        String message,
        Instant proposedAt,
        Instant settledAt,
        UUID supersedes,
        String editedArguments) {

    /** Without arguments, so that it may be logged. */
    @Override
    public String toString() {
        return "Step[" + id + " " + tool + " " + state + "]";
    }
}
