package dev.approvalcopilot.planner.proposal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.approvalcopilot.contracts.manifest.ToolManifest;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.request.json.JsonRawSchema;
import dev.langchain4j.model.chat.request.json.JsonSchemaElement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A manifest in the form in which models are told of functions. The schema of each argument goes out as it stands; conditions
 * over several arguments have no place there, and are checked when a call comes back.
 */
final class ToolSchema {

    /** OpenAI: letters, digits, underscores and hyphens, at most 64. */
    private static final int MAX_FUNCTION_NAME = 64;

    private ToolSchema() {}

    /** {@code github.delete_repository} → {@code github__delete_repository}: a dot is not allowed in a function's name. */
    static String functionName(String tool) {
        var name = tool.replace(".", "__");
        if (name.length() > MAX_FUNCTION_NAME) {
            throw new IllegalArgumentException("the name of " + tool + " is too long for a function of a model");
        }
        return name;
    }

    static ToolSpecification specification(ToolManifest manifest) {
        return ToolSpecification.builder()
                .name(functionName(manifest.name()))
                .description(manifest.description().strip())
                .parameters(parameters(manifest.arguments()))
                .build();
    }

    private static JsonObjectSchema parameters(ObjectNode schema) {
        var required = new ArrayList<String>();
        schema.path("required").forEach(name -> required.add(name.asText()));
        var parameters = JsonObjectSchema.builder()
                .addProperties(elements(schema, "properties"))
                .required(required)
                .additionalProperties(false);
        var definitions = elements(schema, "$defs");
        if (!definitions.isEmpty()) {
            parameters.definitions(definitions);
        }
        return parameters.build();
    }

    private static Map<String, JsonSchemaElement> elements(ObjectNode schema, String member) {
        var elements = new LinkedHashMap<String, JsonSchemaElement>();
        schema.path(member)
                .properties()
                .forEach(e ->
                        elements.put(e.getKey(), JsonRawSchema.from(e.getValue().toString())));
        return elements;
    }
}
