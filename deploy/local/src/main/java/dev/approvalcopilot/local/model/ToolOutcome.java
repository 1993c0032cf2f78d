package dev.approvalcopilot.local.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.approvalcopilot.local.http.Answer;
import java.util.ArrayList;
import java.util.Locale;
import java.util.OptionalInt;

/**
 * What a tool message says about a call, read leniently.
 *
 * @param reason in words; empty if none was given
 * @param result missing if there is none
 */
record ToolOutcome(Status status, String reason, JsonNode result) {

    enum Status {
        SUCCEEDED,
        FAILED,
        REFUSED,
        REJECTED,
        EXPIRED,
        CANCELLED,
        UNKNOWN,
        INVALID
    }

    /** JSON with a {@code status}, or any other content: then a word of error in it means invalid, else success. */
    static ToolOutcome parse(String content) {
        try {
            var tree = Answer.MAPPER.readTree(content);
            if (tree != null && tree.isObject() && tree.has("status")) {
                return new ToolOutcome(status(tree.path("status").asText()), reason(tree), tree.path("result"));
            }
            return tree == null || tree.isMissingNode()
                    ? new ToolOutcome(Status.SUCCEEDED, "", MissingNode.getInstance())
                    : new ToolOutcome(Status.SUCCEEDED, "", tree);
        } catch (JsonProcessingException e) {
            boolean error = content.toLowerCase(Locale.ROOT).contains("error");
            return new ToolOutcome(
                    error ? Status.INVALID : Status.SUCCEEDED, error ? content : "", TextNode.valueOf(content));
        }
    }

    private static Status status(String word) {
        for (var status : Status.values()) {
            if (status.name().equalsIgnoreCase(word)) {
                return status;
            }
        }
        return Status.FAILED;
    }

    private static String reason(JsonNode tree) {
        for (var name : new String[] {"reason", "answer", "message", "detail", "error", "code"}) {
            var value = tree.path(name);
            if (value.isTextual() && !value.asText().isBlank()) {
                return value.asText();
            }
        }
        var violations = new ArrayList<String>();
        tree.path("violations").forEach(violation -> violations.add(violation.asText()));
        return String.join("; ", violations);
    }

    /** How many entries the first list in the result has. */
    OptionalInt count() {
        if (result.isArray()) {
            return OptionalInt.of(result.size());
        }
        for (var member : result) {
            if (member.isArray()) {
                return OptionalInt.of(member.size());
            }
        }
        return OptionalInt.empty();
    }
}
