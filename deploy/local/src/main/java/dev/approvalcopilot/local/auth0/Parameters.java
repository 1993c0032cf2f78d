package dev.approvalcopilot.local.auth0;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Named texts of a query, a form or a flat JSON object. An empty value counts as absent, a repeated name is refused. */
record Parameters(Map<String, String> values) {
    Parameters {
        values = Map.copyOf(values);
    }

    Optional<String> get(String name) {
        return Optional.ofNullable(values.get(name)).filter(value -> !value.isEmpty());
    }

    String require(String name) {
        return get(name).orElseThrow(() -> Refused.missing(name));
    }

    /** The words of a space-separated list, in their order, each once. */
    Set<String> words(String name) {
        return get(name).map(Parameters::splitWords).orElse(Set.of());
    }

    static Set<String> splitWords(String text) {
        var words = new LinkedHashSet<>(Arrays.asList(text.strip().split("\\s+")));
        words.remove("");
        return words;
    }

    static Parameters ofForm(String text) {
        var values = new LinkedHashMap<String, String>();
        for (var pair : text.split("&")) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                var name = decode(equals < 0 ? pair : pair.substring(0, equals));
                if (values.put(name, equals < 0 ? "" : decode(pair.substring(equals + 1))) != null) {
                    throw Unreadable.malformed("Parameter repeated: " + name);
                }
            }
        }
        return new Parameters(values);
    }

    static Parameters ofJson(String text) {
        var values = new LinkedHashMap<String, String>();
        parse(text).forEachEntry((name, value) -> {
            if (!value.isTextual()) {
                throw Unreadable.malformed("Parameter is not a string: " + name);
            }
            values.put(name, value.textValue());
        });
        return new Parameters(values);
    }

    static JsonNode parse(String text) {
        try {
            var tree = Json.MAPPER.readTree(text);
            if (tree.isObject()) {
                return tree;
            }
        } catch (JsonProcessingException e) {
            // Answered like any other text that is no object; the parser's words would quote the body.
        }
        throw Unreadable.malformed("The body is not a JSON object.");
    }

    /** Adds parameters to an address that may have some already. */
    static String append(String address, Map<String, String> parameters) {
        var text = new StringBuilder(address);
        var separator = address.contains("?") ? '&' : '?';
        for (var parameter : parameters.entrySet()) {
            text.append(separator).append(encode(parameter.getKey()));
            text.append('=').append(encode(parameter.getValue()));
            separator = '&';
        }
        return text.toString();
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw Unreadable.malformed("Malformed percent-encoding.");
        }
    }
}
