package dev.approvalcopilot.planner.outcome;

import dev.approvalcopilot.contracts.json.Json;
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
            message.put("edited_arguments", PlainText.of(editedArguments, maxResultChars));
        }
        outcome.result().ifPresent(result -> {
            var text = result.toString();
            if (text.length() <= maxResultChars) {
                message.set("result", result);
            } else {
                message.put("result", text.substring(0, maxResultChars)).put("truncated", true);
            }
        });
        if (!outcome.reason().isEmpty()) {
            message.put("reason", outcome.reason());
        }
        return message.toString();
    }
}
