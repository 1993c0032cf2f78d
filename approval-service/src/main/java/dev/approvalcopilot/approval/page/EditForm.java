package dev.approvalcopilot.approval.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.approvalcopilot.contracts.json.MalformedJson;
import dev.approvalcopilot.contracts.json.StrictJson;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One field an argument: text as it is, everything else as JSON. Pure.
 *
 * @param current the arguments as they are
 * @param schema the tool's JSON Schema of them
 */
record EditForm(ObjectNode current, ObjectNode schema) {

    /**
     * What was sent.
     *
     * @param errors by argument; what stands there is not JSON
     */
    record Sent(ObjectNode arguments, Map<String, String> errors) {}

    /** Every argument that the tool knows, those of the action first. */
    Set<String> names() {
        var names = new LinkedHashSet<String>();
        current.fieldNames().forEachRemaining(names::add);
        schema.path("properties").fieldNames().forEachRemaining(names::add);
        return names;
    }

    boolean isText(String name) {
        var value = current.get(name);
        return value == null
                ? schema.path("properties").path(name).path("type").asText().equals("string")
                : value.isTextual();
    }

    boolean isRequired(String name) {
        for (var required : schema.path("required")) {
            if (required.asText().equals(name)) {
                return true;
            }
        }
        return false;
    }

    /** What stands in the field at first. */
    String value(String name) {
        var value = current.get(name);
        return value == null ? "" : value.isTextual() ? value.textValue() : value.toPrettyString();
    }

    /** @param values beside their names; a name that is none of the tool's is passed over */
    Sent read(List<String> names, List<String> values) {
        var arguments = JsonNodeFactory.instance.objectNode();
        var errors = new LinkedHashMap<String, String>();
        var known = names();
        for (int i = 0; i < Math.min(names.size(), values.size()); i++) {
            var name = names.get(i);
            var text = values.get(i);
            if (!known.contains(name) || text.isBlank() && !isRequired(name) && !current.has(name)) {
                continue;
            }
            try {
                var value = read(name, text);
                if (value != null) {
                    arguments.set(name, value);
                }
            } catch (MalformedJson e) {
                errors.put(name, e.reason().text());
            }
        }
        return new Sent(arguments, errors);
    }

    /** What a text becomes in a field of a browser: one kind of line break, and no character of value zero. */
    private static String asAField(String text) {
        return text.replace("\r\n", "\n").replace('\r', '\n').replace('\0', '\uFFFD');
    }

    /** @return null for an argument that is left out */
    private JsonNode read(String name, String sent) {
        var text = asAField(sent);
        if (current.has(name) && asAField(value(name)).equals(text)) {
            return current.get(name);
        }
        if (isText(name)) {
            return text.isEmpty() && !isRequired(name) ? null : TextNode.valueOf(text);
        }
        return text.isBlank() && !isRequired(name) ? null : StrictJson.parse(text.getBytes(StandardCharsets.UTF_8));
    }
}
