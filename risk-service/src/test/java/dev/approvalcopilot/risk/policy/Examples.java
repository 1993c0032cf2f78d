package dev.approvalcopilot.risk.policy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.approvalcopilot.contracts.json.Json;
import dev.approvalcopilot.risk.Repository;
import java.time.Instant;

/** Facts about an example action. */
final class Examples {

    private static final Instant NOW = Instant.parse("2026-01-05T10:00:00Z");

    private Examples() {}

    /** A message whose floor is MEDIUM. */
    static Facts message(String text) {
        return facts("slack.post_message", arguments("{\"channel\":\"#web\"}").put("text", text));
    }

    /** Arguments that no schema has checked. */
    static Facts withArguments(String json) {
        return facts("slack.post_message", arguments(json));
    }

    static Facts facts(String tool, ObjectNode arguments) {
        var manifest = Repository.tools().find(tool).orElseThrow().manifest();
        return new Facts(manifest, "auth0|ada", "planner", arguments, new History(0, false), NOW);
    }

    static ObjectNode arguments(String json) {
        try {
            return (ObjectNode) Json.MAPPER.readTree(json);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
