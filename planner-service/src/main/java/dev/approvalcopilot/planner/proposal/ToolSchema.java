package dev.approvalcopilot.planner.proposal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.approvalcopilot.contracts.json.Json;
import dev.approvalcopilot.contracts.manifest.ToolManifest;
import dev.approvalcopilot.planner.model.ModelTool;

/**
 * A manifest in the form in which models are told of functions. Each argument's schema goes out as {@link PlainSchema};
 * conditions over several arguments have no place there, and are checked when a call comes back.
 */
final class ToolSchema {

    /** OpenAI: letters, digits, underscores and hyphens, at most 64. */
    private static final int MAX_FUNCTION_NAME = 64;

    private static final int MAX_DEPTH = 8;
    private static final String LOCAL = "#/$defs/";

    private ToolSchema() {}

    /** {@code github.delete_repository} → {@code github__delete_repository}: a dot is not allowed in a function's name. */
    static String functionName(String tool) {
        var name = tool.replace(".", "__");
        if (name.length() > MAX_FUNCTION_NAME) {
            throw new IllegalArgumentException("the name of " + tool + " is too long for a function of a model");
        }
        return name;
    }

    static ModelTool of(ToolManifest manifest) {
        return new ModelTool(
                functionName(manifest.name()), manifest.description().strip(), parameters(manifest.arguments()));
    }

    private static ObjectNode parameters(ObjectNode schema) {
        var parameters = Json.MAPPER.createObjectNode().put("type", "object");
        var properties = parameters.putObject("properties");
        schema.path("properties")
                .properties()
                .forEach(argument -> properties.set(
                        argument.getKey(), PlainSchema.of(resolved(argument.getValue(), schema.path("$defs"), 0))));
        parameters.putArray("required").addAll((com.fasterxml.jackson.databind.node.ArrayNode)
                (schema.path("required").isArray() ? schema.path("required") : Json.MAPPER.createArrayNode()));
        return parameters.put("additionalProperties", false);
    }

    /** With local references in place: several endpoints follow none. One that leads too deep may be anything. */
    private static JsonNode resolved(JsonNode schema, JsonNode definitions, int depth) {
        if (depth > MAX_DEPTH) {
            return Json.MAPPER.createObjectNode();
        }
        if (schema.path("$ref").asText("").startsWith(LOCAL)) {
            var name = schema.path("$ref").asText().substring(LOCAL.length());
            return resolved(definitions.path(name), definitions, depth + 1);
        }
        if (schema.isArray()) {
            var list = Json.MAPPER.createArrayNode();
            schema.forEach(one -> list.add(resolved(one, definitions, depth)));
            return list;
        }
        if (!schema.isObject()) {
            return schema;
        }
        var copy = Json.MAPPER.createObjectNode();
        schema.properties().forEach(m -> copy.set(m.getKey(), resolved(m.getValue(), definitions, depth)));
        return copy;
    }
}
