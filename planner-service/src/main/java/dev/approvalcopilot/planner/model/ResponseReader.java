package dev.approvalcopilot.planner.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.approvalcopilot.planner.model.ModelFailure.Kind;
import jakarta.ws.rs.client.ClientResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Tells an answer from a failure, whatever status it has. */
final class ResponseReader {

    private static final int MULTIPLE_CHOICES = 300;
    private static final int BAD_REQUEST = 400;
    private static final int SERVER_ERROR = 500;
    private static final int HIGHEST_STATUS = 599;

    /** 498 is Groq's for a tier that has no place at the moment. */
    private static final List<Integer> PASSING = List.of(408, 409, 425, 429, 498);

    /** Statuses with which servers refuse a member that they do not know. */
    private static final List<Integer> UNKNOWN_MEMBER = List.of(BAD_REQUEST, 422);

    private static final byte[] NOTHING = {};

    /** OpenAI's 429 for an account without money. */
    private static final List<String> NO_MONEY = List.of("insufficient_quota");

    /** Groq's 400 for what the model wrote and the server could not read; the same request may be answered well. */
    private static final List<String> BADLY_WRITTEN = List.of("tool_use_failed", "output_parse_failed");

    private final Exchange exchange;
    private final Instant now;

    ResponseReader(Exchange exchange, Instant now) {
        this.exchange = exchange;
        this.now = now;
    }

    /** @param json missing where the bytes are none */
    private record Body(JsonNode json, byte[] bytes) {

        String text() {
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    AnswerReader.Answer read(ClientResponseContext response) throws ModelFailure {
        var body = read(response.getEntityStream());
        int status = response.getStatus();
        var retryAfter = RetryHint.of(response::getHeaderString, now);
        if (status >= MULTIPLE_CHOICES) {
            throw failure(status, body, retryAfter);
        }
        if (!body.json().isObject()) {
            throw new ModelFailure(
                    Kind.UNUSABLE,
                    "no_json",
                    "The model's endpoint answered, but not with JSON" + type(response) + ".");
        }
        var choices = body.json().path("choices");
        var told = choices.isEmpty() ? body.json() : choices.path(0);
        if (isSaid(told.path("error"))) {
            throw failure(statusIn(told.path("error")), new Body(told, body.bytes()), retryAfter);
        }
        return AnswerReader.read(body.json(), exchange.apiKey());
    }

    private String type(ClientResponseContext response) {
        return Optional.ofNullable(response.getHeaderString(HttpHeaders.CONTENT_TYPE))
                .map(type -> " (" + EndpointWords.fit(type, exchange.apiKey()) + ")")
                .orElse("");
    }

    private static boolean isSaid(JsonNode error) {
        return error.isTextual() || error.isObject() && !error.isEmpty();
    }

    /** The status that some servers write into a success; 0 where there is none. */
    private static int statusIn(JsonNode error) {
        int code = error.path("code").asInt(error.path("status").asInt());
        return code >= BAD_REQUEST && code <= HIGHEST_STATUS ? code : 0;
    }

    private ModelFailure failure(int status, Body body, Duration retryAfter) {
        if (UNKNOWN_MEMBER.contains(status)) {
            exchange.refused(body.text());
        }
        var said = EndpointWords.in(body.json(), body.text(), exchange.apiKey());
        var words = (status == 0
                        ? "The model's endpoint answered with an error"
                        : "The model's endpoint answered " + status)
                + said.map(text -> ": " + text).orElse(".");
        return new ModelFailure(kind(status, body.json()), "HTTP " + status, words, retryAfter);
    }

    private static Kind kind(int status, JsonNode body) {
        if (status == 0 || isCalled(BADLY_WRITTEN, body.path("error"))) {
            return Kind.UNUSABLE;
        }
        boolean passes = status >= SERVER_ERROR || PASSING.contains(status);
        return passes && !isCalled(NO_MONEY, body.path("error")) ? Kind.UNREACHABLE : Kind.REFUSED;
    }

    private static boolean isCalled(List<String> names, JsonNode error) {
        return names.contains(error.path("code").asText())
                || names.contains(error.path("type").asText());
    }

    /** Its size is bounded where it is received. */
    private static Body read(InputStream body) {
        if (body == null) {
            return new Body(MissingNode.getInstance(), NOTHING);
        }
        try {
            var bytes = body.readAllBytes();
            return new Body(parse(bytes), bytes);
        } catch (IOException e) {
            return new Body(MissingNode.getInstance(), NOTHING);
        }
    }

    private static JsonNode parse(byte[] body) {
        try {
            return WireJson.MAPPER.readTree(body);
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }
}
