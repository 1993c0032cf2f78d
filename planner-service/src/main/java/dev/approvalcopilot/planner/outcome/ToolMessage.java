package dev.approvalcopilot.planner.outcome;

import com.fasterxml.jackson.databind.JsonNode;
import dev.approvalcopilot.contracts.answer.FittedResult;
import dev.approvalcopilot.contracts.json.Json;
import dev.approvalcopilot.planner.proposal.Origins;
import dev.approvalcopilot.planner.run.PlainText;
import java.util.Locale;

/** An outcome as the model reads it: JSON, marked as untrusted, never longer than it may be. */
final class ToolMessage {

    private ToolMessage() {}

    /** @param editedArguments JSON text of what a person made of the call; null where nobody changed it */
    static String of(StepChange.Outcome outcome, String editedArguments, int maxResultChars) {
        var message = Json.MAPPER
                .createObjectNode()
                .put("status", outcome.state().name().toLowerCase(Locale.ROOT))
                .put("untrusted", true);
        if (editedArguments != null) {
            message.put(Origins.EDITED_ARGUMENTS, PlainText.of(editedArguments, maxResultChars));
        }
        outcome.result().ifPresent(result -> {
            var fitted = FittedResult.of(result, maxResultChars, ToolMessage::length);
            message.set("result", fitted);
            if (!fitted.equals(result)) {
                message.put("truncated", true);
            }
        });
        if (!outcome.reason().isEmpty()) {
            message.put("reason", outcome.reason());
        }
        if (!outcome.said().isEmpty()) {
            message.put(Origins.PERSON_SAID, outcome.said());
        }
        return message.toString();
    }

    private static int length(JsonNode value) {
        return value.toString().length();
    }
}
