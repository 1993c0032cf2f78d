package dev.approvalcopilot.planner.proposal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.approvalcopilot.contracts.json.Json;
import java.util.List;

/** What the model reads about a call that was not proposed. */
public final class InvalidCall {

    private InvalidCall() {}

    public static String message(List<String> violations) {
        return told(violations).toString();
    }

    /** For one that was made before. */
    public static String repeated(List<String> violations, int times) {
        return told(violations)
                .put(
                        "hint",
                        "This is the same mistake for the %d. time. Change what the violations name, leave an optional argument out, or finish and say what is missing."
                                .formatted(times))
                .toString();
    }

    private static ObjectNode told(List<String> violations) {
        var message = Json.MAPPER.createObjectNode().put("status", "invalid");
        var lines = message.putArray("violations");
        violations.forEach(lines::add);
        return message;
    }
}
