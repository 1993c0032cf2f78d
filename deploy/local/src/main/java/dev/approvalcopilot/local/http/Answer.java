package dev.approvalcopilot.local.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.util.Map;

/** What a stand-in sends back. */
public sealed interface Answer {

    /** Reads and writes what others specify: lenient, times as ISO-8601. */
    ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    /** An answer with a body. */
    record Content(int status, String contentType, Map<String, String> headers, String body) implements Answer {}

    /** An answer without a body. */
    record Empty(int status) implements Answer {}

    /** The connection ends without an answer. */
    record Dropped() implements Answer {}

    static Answer json(int status, JsonNode body) {
        return json(status, body, Map.of());
    }

    static Answer json(int status, JsonNode body, Map<String, String> headers) {
        return new Content(status, "application/json; charset=utf-8", headers, body.toString());
    }

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /** The HTTP status, 0 for a dropped connection. */
    default int statusOrZero() {
        return switch (this) {
            case Content content -> content.status();
            case Empty empty -> empty.status();
            case Dropped _ -> 0;
        };
    }
}
