package dev.approvalcopilot.local.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.net.http.HttpResponse;
import java.util.Optional;

/**
 * An RFC 9457 problem document.
 *
 * @param code last part of its type; {@code http_STATUS} when the answer was none
 * @param challenge the header {@code WWW-Authenticate}; may be empty
 * @param members the whole document
 */
public record Problem(int status, String code, String detail, String challenge, JsonNode members) {
    private static final String TYPE = "urn:approval-copilot:problem:";

    static Problem of(HttpResponse<String> answer) {
        var members = read(answer.body());
        var type = members.path("type").asText("");
        return new Problem(
                answer.statusCode(),
                type.startsWith(TYPE) ? type.substring(TYPE.length()) : "http_" + answer.statusCode(),
                members.path("detail").asText(members.path("title").asText("")),
                answer.headers().firstValue("WWW-Authenticate").orElse(""),
                members);
    }

    private static JsonNode read(String body) {
        try {
            return Api.JSON.readTree(body);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    /** A member that is a text. */
    public Optional<String> text(String member) {
        return Optional.ofNullable(members.path(member).textValue());
    }

    @Override
    public String toString() {
        return status + " " + code + (detail.isEmpty() ? "" : ": " + detail);
    }
}
