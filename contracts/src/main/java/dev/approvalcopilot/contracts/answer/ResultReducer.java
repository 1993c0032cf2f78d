package dev.approvalcopilot.contracts.answer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.approvalcopilot.contracts.manifest.ToolManifest;
import dev.approvalcopilot.contracts.manifest.ToolManifest.Result;
import java.nio.charset.StandardCharsets;
import java.util.TreeMap;

/**
 * Leaves of an answer only what the manifest's {@code result} names, without anything that looks like a credential, and no
 * larger than it allows ({@link FittedResult}). A list is an array of reduced elements. Where the provider has more, a first
 * element says so and how to ask for it: <code>{"there_is_more": true, "ask_again_with": {"cursor": "…"}}</code>.
 */
final class ResultReducer {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private ResultReducer() {}

    /** @param link the answer's header {@code Link}; empty for none */
    static JsonNode reduce(JsonNode answer, String link, ToolManifest tool) {
        var rule = tool.result();
        if (rule.list() == null) {
            return FittedResult.of(fields(answer, rule), rule.maxBytes(), ResultReducer::size);
        }
        var reduced = list(answer.at(rule.list()), rule);
        // In front: who reads a long list does not miss it.
        NextPage.of(answer, link, tool).ifPresent(element -> reduced.insert(0, element));
        return FittedResult.of(reduced, rule.maxBytes(), ResultReducer::size);
    }

    private static ObjectNode fields(JsonNode from, Result rule) {
        var reduced = JSON.objectNode();
        for (var field : new TreeMap<>(rule.fields()).entrySet()) {
            var value = from.at(field.getValue());
            if (!value.isMissingNode()) {
                reduced.set(field.getKey(), scrub(value));
            }
        }
        return reduced;
    }

    private static ArrayNode list(JsonNode elements, Result rule) {
        var reduced = JSON.arrayNode();
        elements.forEach(element -> reduced.add(fields(element, rule)));
        return reduced;
    }

    private static JsonNode scrub(JsonNode value) {
        return switch (value.getNodeType()) {
            case STRING -> JSON.textNode(TokenShapes.scrub(value.textValue()));
            case ARRAY -> {
                var array = JSON.arrayNode();
                value.forEach(element -> array.add(scrub(element)));
                yield array;
            }
            case OBJECT -> {
                var object = JSON.objectNode();
                value.properties()
                        .forEach(member -> object.set(TokenShapes.scrub(member.getKey()), scrub(member.getValue())));
                yield object;
            }
            case NUMBER, BOOLEAN, NULL, BINARY, MISSING, POJO -> value;
        };
    }

    private static int size(JsonNode value) {
        return value.toString().getBytes(StandardCharsets.UTF_8).length;
    }
}
