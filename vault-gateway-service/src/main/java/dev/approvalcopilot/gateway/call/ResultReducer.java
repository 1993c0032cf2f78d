package dev.approvalcopilot.gateway.call;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.approvalcopilot.contracts.manifest.ToolManifest.Result;
import java.nio.charset.StandardCharsets;
import java.util.TreeMap;

/**
 * Leaves of an answer only what the manifest's {@code result} names, without anything that looks like a credential, and no
 * larger than it allows. A list is an array of reduced elements; what did not fit is counted in a last element
 * <code>{"omitted": n}</code>.
 */
final class ResultReducer {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int SHORT_TEXT = 200;
    private static final int OMITTED_BYTES = 40;

    private ResultReducer() {}

    static JsonNode reduce(JsonNode answer, Result rule) {
        return rule.list() == null ? object(fields(answer, rule), rule.maxBytes()) : list(answer.at(rule.list()), rule);
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

    private static JsonNode object(ObjectNode reduced, int maxBytes) {
        if (size(reduced) <= maxBytes) {
            return reduced;
        }
        var shortened = JSON.objectNode();
        reduced.properties().forEach(field -> shortened.set(field.getKey(), shorten(field.getValue())));
        return size(shortened) <= maxBytes ? shortened : JSON.objectNode().put("omitted", reduced.size());
    }

    private static JsonNode shorten(JsonNode value) {
        if (value.isTextual() && value.textValue().length() > SHORT_TEXT) {
            int end = value.textValue().offsetByCodePoints(0, value.textValue().codePointCount(0, SHORT_TEXT) - 1);
            return JSON.textNode(value.textValue().substring(0, end) + "…");
        }
        return value;
    }

    private static ArrayNode list(JsonNode elements, Result rule) {
        var reduced = JSON.arrayNode();
        int bytes = 2;
        for (int i = 0; i < elements.size(); i++) {
            var element = fields(elements.get(i), rule);
            bytes += size(element) + 1;
            if (bytes > rule.maxBytes() - OMITTED_BYTES) {
                return reduced.add(JSON.objectNode().put("omitted", elements.size() - i));
            }
            reduced.add(element);
        }
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
