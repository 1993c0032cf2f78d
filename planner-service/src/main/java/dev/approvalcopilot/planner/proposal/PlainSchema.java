package dev.approvalcopilot.planner.proposal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.re2j.Pattern;
import dev.approvalcopilot.contracts.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * An argument's schema in the words that all endpoints know. Servers turn schemas into grammars or into other schemas, and refuse
 * the whole request for one word that they do not know, or for a bound that their grammar cannot hold. What is left out is still
 * checked when a call comes back; patterns, formats and bounds that are left out stand in the description.
 */
final class PlainSchema {

    private static final Set<String> KEPT = Set.of("type", "description", "enum", "minimum", "maximum", "required");

    /** With what the description says of those that are too large to be told as they are. */
    private static final Map<String, String> BOUNDS = new TreeMap<>(Map.of(
            "minLength", "At least %d characters",
            "maxLength", "At most %d characters",
            "minItems", "At least %d elements",
            "maxItems", "At most %d elements"));

    /** From start to end; of what has a backslash only escaped punctuation that means the same everywhere. */
    private static final Pattern PLAIN =
            Pattern.compile("\\^(?:[A-Za-z0-9 _@%+'#:,;=~|()*?{}/<>!\"&\\[\\]^.-]|\\\\[.+*?()])*\\$");

    /** Groups that do more than group, and repetition that is lazy or possessive. */
    private static final Pattern SPECIAL = Pattern.compile("\\(\\?|[+*?}][+?]");

    private static final String DATE_TIME = "date-time";

    /**
     * llama.cpp writes a rule of its grammar for each repetition and refuses 2000 and more. It counts the elements of an array
     * times what one element repeats, so nothing comes near that number.
     */
    private static final int MAX_REPETITIONS = 1024;

    /** How often what is described may stand in an argument: once, or as often as the array has elements. */
    private final int times;

    private PlainSchema(int times) {
        this.times = times;
    }

    static ObjectNode of(JsonNode schema) {
        return new PlainSchema(1).plain(schema);
    }

    private ObjectNode plain(JsonNode schema) {
        var plain = Json.MAPPER.createObjectNode();
        schema.properties().forEach(member -> {
            if (KEPT.contains(member.getKey())) {
                plain.set(member.getKey(), member.getValue().deepCopy());
            }
        });
        if (plain.path("type").isArray()) {
            // One type and the null that means absent: absent says it.
            plain.put("type", firstType(plain.path("type")));
        }
        if (schema.has("const")) {
            plain.putArray("enum").add(schema.path("const"));
        }
        var words = new ArrayList<String>();
        bound(schema, plain, words);
        nested(schema, plain);
        describe(schema, plain, words);
        return plain;
    }

    private static String firstType(JsonNode types) {
        for (var type : types) {
            if (!type.asText().equals("null")) {
                return type.asText();
            }
        }
        return "null";
    }

    private void nested(JsonNode schema, ObjectNode plain) {
        if (schema.path("properties").isObject()) {
            var properties = plain.putObject("properties");
            schema.path("properties").properties().forEach(p -> properties.set(p.getKey(), plain(p.getValue())));
        }
        if (schema.path("items").isObject()) {
            int elements = Math.max(
                    1,
                    Math.max(
                            plain.path("minItems").asInt(),
                            plain.path("maxItems").asInt()));
            plain.set("items", new PlainSchema(times * elements).plain(schema.path("items")));
        }
        if (schema.path("additionalProperties").isBoolean()) {
            plain.set("additionalProperties", schema.path("additionalProperties"));
        }
        for (var choice : List.of("anyOf", "oneOf")) {
            if (schema.path(choice).isArray() && schema.path("type").isMissingNode()) {
                var list = plain.putArray("anyOf");
                schema.path(choice).forEach(one -> list.add(plain(one)));
            }
        }
    }

    private void bound(JsonNode schema, ObjectNode plain, List<String> words) {
        BOUNDS.forEach((name, said) -> {
            var bound = schema.path(name);
            if (!fits(bound.asLong())) {
                words.add(said.formatted(bound.asLong()));
            } else if (schema.has(name)) {
                plain.set(name, bound);
            }
        });
    }

    private boolean fits(long repetitions) {
        return repetitions <= MAX_REPETITIONS / times;
    }

    private void describe(JsonNode schema, ObjectNode plain, List<String> words) {
        if (schema.path("pattern").isTextual()) {
            var pattern = schema.path("pattern").textValue().replace("(?:", "(");
            if (PLAIN.matches(pattern) && !SPECIAL.matcher(pattern).find() && fits(Repetitions.in(pattern))) {
                plain.put("pattern", pattern);
            } else {
                words.add("Must match the regular expression "
                        + schema.path("pattern").textValue());
            }
        }
        if (schema.path("format").isTextual()) {
            if (schema.path("format").asText().equals(DATE_TIME)) {
                plain.put("format", DATE_TIME);
            } else {
                words.add("Must have the format " + schema.path("format").textValue());
            }
        }
        if (!words.isEmpty()) {
            var before = schema.path("description").asText("").strip();
            plain.put("description", (before + " " + String.join(". ", words)).strip());
        }
    }
}
