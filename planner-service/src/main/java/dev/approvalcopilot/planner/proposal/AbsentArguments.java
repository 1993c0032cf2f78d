package dev.approvalcopilot.planner.proposal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Set;

/** Models write {@code null} or an empty text for an optional argument that they leave out. */
final class AbsentArguments {

    private AbsentArguments() {}

    /**
     * Removes what stands for an absent optional member, in objects and lists below too: each null, and each empty text that the
     * schema refuses. A required one stays, to be refused.
     *
     * @param refused JSON pointers of the values that the schema refuses
     */
    static void remove(JsonNode arguments, JsonNode schema, Set<String> refused) {
        remove(arguments, schema, refused, "");
    }

    private static void remove(JsonNode value, JsonNode schema, Set<String> refused, String path) {
        if (value instanceof ObjectNode object) {
            var absent = new ArrayList<String>();
            object.properties().forEach(member -> {
                var inner = schema.path("properties").path(member.getKey());
                var where = path + "/" + member.getKey().replace("~", "~0").replace("/", "~1");
                if (!isRequired(schema, member.getKey())
                        && meansAbsent(member.getValue(), inner, refused.contains(where))) {
                    absent.add(member.getKey());
                } else {
                    remove(member.getValue(), inner, refused, where);
                }
            });
            object.remove(absent);
        } else if (value.isArray()) {
            for (int i = 0; i < value.size(); i++) {
                remove(value.get(i), schema.path("items"), refused, path + "/" + i);
            }
        }
    }

    /** One that nobody declared is kept, to be refused as unknown. */
    private static boolean meansAbsent(JsonNode value, JsonNode schema, boolean refused) {
        if (!schema.isObject()) {
            return false;
        }
        boolean emptyText = value.isTextual() && value.textValue().isEmpty();
        return value.isNull() && !allowsNull(schema) || emptyText && refused;
    }

    private static boolean isRequired(JsonNode schema, String name) {
        for (var required : schema.path("required")) {
            if (required.asText().equals(name)) {
                return true;
            }
        }
        return false;
    }

    private static boolean allowsNull(JsonNode schema) {
        boolean named = schema.path("type").asText().equals("null")
                || schema.path("const").isNull();
        for (var type : schema.path("type")) {
            named |= type.asText().equals("null");
        }
        for (var value : schema.path("enum")) {
            named |= value.isNull();
        }
        return named;
    }
}
