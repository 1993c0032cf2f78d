package dev.approvalcopilot.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.approvalcopilot.client.http.ApiException;
import java.io.IOException;

/**
 * What the service answered instead of doing it: an RFC 9457 problem document.
 *
 * @param status HTTP status
 * @param code end of the document's type, such as {@code stale_view}; {@code unknown} where no document came
 * @param correlationId to quote when asking for help
 * @param document all of it, with the members that some types have of their own; empty where none came
 */
public record Refusal(int status, String code, String title, String detail, String correlationId, JsonNode document) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** A refusal of the live stream. */
    public static final class Refused extends IOException {
        private static final long serialVersionUID = 1;

        private final transient Refusal refusal;

        Refused(Refusal refusal) {
            super(refusal.status + " " + refusal.code);
            this.refusal = refusal;
        }

        public Refusal refusal() {
            return refusal;
        }
    }

    /** Reads what a call of the generated client threw. */
    public static Refusal of(ApiException thrown) {
        return read(thrown.getCode(), thrown.getResponseBody());
    }

    static Refusal read(int status, String body) {
        var document = parse(body);
        var type = document.path("type").asText();
        return new Refusal(
                status,
                type.isEmpty() ? "unknown" : type.substring(type.lastIndexOf(':') + 1),
                document.path("title").asText(),
                document.path("detail").asText(),
                document.path("correlation_id").asText(),
                document);
    }

    private static JsonNode parse(String body) {
        try {
            var document = body == null ? null : JSON.readTree(body);
            return document != null && document.isObject() ? document : JSON.createObjectNode();
        } catch (JsonProcessingException e) {
            return JSON.createObjectNode();
        }
    }
}
