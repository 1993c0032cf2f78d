package dev.approvalcopilot.planner.proposal;

import dev.approvalcopilot.contracts.json.Json;
import java.util.List;

/** What the model reads about a call that was not proposed. */
public final class InvalidCall {

    private InvalidCall() {}

    public static String message(List<String> violations) {
        var message = Json.MAPPER.createObjectNode().put("status", "invalid");
        var lines = message.putArray("violations");
        violations.forEach(lines::add);
        return message.toString();
    }
}
