package dev.approvalcopilot.planner.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.re2j.Pattern;
import dev.approvalcopilot.contracts.json.Json;
import dev.approvalcopilot.planner.model.ModelFailure.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads a chat completion as servers send it, and writes it as OpenAI documents it, which is how the extension reads it. What is
 * missing and can be known is filled in; what the model may have meant otherwise is a failure.
 */
final class AnswerReader {

    /**
     * @param completion for the extension
     * @param opaque what its endpoint wants back, as attributes of a message, see {@link Opaque}
     */
    record Answer(ObjectNode completion, Map<String, Object> opaque) {}

    /** What servers say of an answer that is whole; some say nothing. Whatever else they say, they did not say that. */
    private static final Set<String> WHOLE = Set.of(
            "",
            "stop",
            "tool_calls",
            "tool_call",
            "function_call",
            "tool_use",
            "eos",
            "eos_token",
            "end_turn",
            "stop_sequence",
            "complete");

    private static final Set<String> CUT =
            Set.of("length", "max_tokens", "max_output_tokens", "model_length", "model_context_window_exceeded");
    private static final Set<String> FILTER =
            Set.of("content_filter", "safety", "recitation", "prohibited_content", "blocklist", "spii", "refusal");

    /** What is counted of an answer, for the metrics. */
    private static final List<String> TOKENS = List.of("prompt_tokens", "completion_tokens", "total_tokens");

    /** A block of Markdown that is the whole text. */
    private static final Pattern FENCED = Pattern.compile("(?s)^\\s*```[A-Za-z]*\\s*(.*?)\\s*```\\s*$");

    private AnswerReader() {}

    /** @param body of a success, without an error in it */
    static Answer read(JsonNode body, Optional<String> apiKey) throws ModelFailure {
        var choice = body.path("choices").path(0);
        var message = choice.path("message");
        if (!message.isObject()) {
            throw new ModelFailure(
                    Kind.UNUSABLE, "no_message", "The model's endpoint answered, but not with a chat completion.");
        }
        checkEnding(choice.path("finish_reason"), apiKey);
        var calls = calls(message);
        var text = text(message);
        if (calls.isEmpty() && text.isBlank()) {
            throw new ModelFailure(Kind.EMPTY, "empty", "The model answered neither with an action nor with a text.");
        }
        return new Answer(completion(body.path("usage"), text, calls), Opaque.attributes(message, calls));
    }

    private static ObjectNode completion(JsonNode usage, String text, List<JsonNode> calls) {
        var completion = Json.MAPPER.createObjectNode().put("id", "read").put("object", "chat.completion");
        var message = completion.putArray("choices").addObject().put("index", 0).putObject("message");
        message.put("role", "assistant").put("content", text.isBlank() ? null : text);
        if (!calls.isEmpty()) {
            var strict = message.putArray("tool_calls");
            calls.forEach(call -> write(call, strict.addObject()));
        }
        var counted = completion.putObject("usage");
        TOKENS.stream()
                .filter(name ->
                        usage.path(name).isIntegralNumber() && usage.path(name).canConvertToInt())
                .forEach(name -> counted.set(name, usage.path(name)));
        return completion;
    }

    private static void checkEnding(JsonNode reason, Optional<String> apiKey) throws ModelFailure {
        if (reason.isMissingNode() || reason.isNull()) {
            return;
        }
        var told = reason.isTextual() ? reason.textValue().strip() : reason.toString();
        var ending = told.toLowerCase(Locale.ROOT);
        if (CUT.contains(ending)) {
            throw new ModelFailure(
                    Kind.CUT_SHORT, "cut_short", "The model's answer was cut short at its limit of length.");
        }
        if (FILTER.contains(ending)) {
            throw new ModelFailure(
                    Kind.FILTERED, "filtered", "A content filter at the model's endpoint withheld its answer.");
        }
        if (!WHOLE.contains(ending)) {
            throw new ModelFailure(
                    Kind.CUT_SHORT,
                    "not_whole",
                    "The model's answer may be a part of one: its endpoint ended it with \"%s\"."
                            .formatted(EndpointWords.fit(told, apiKey)));
        }
    }

    /** Those that name a function; a lone object, and the form before there were several, count too. */
    private static List<JsonNode> calls(JsonNode message) {
        var calls = new ArrayList<JsonNode>();
        var sent = message.path("tool_calls");
        if (sent.isObject()) {
            calls.add(sent);
        } else {
            sent.forEach(calls::add);
        }
        calls.removeIf(call -> !call.isObject() || call.isEmpty());
        if (calls.isEmpty() && message.path("function_call").isObject()) {
            var older = Json.MAPPER.createObjectNode();
            older.set("function", message.path("function_call"));
            calls.add(older);
        }
        return calls;
    }

    private static void write(JsonNode call, ObjectNode strict) {
        var id = call.path("id");
        if (id.isValueNode() && !id.isNull()) {
            strict.put("id", id.asText());
        }
        var function = call.path("function").isObject() ? call.path("function") : call;
        strict.put("type", "function")
                .putObject("function")
                .put("name", function.path("name").asText("").strip())
                .put("arguments", arguments(function.path("arguments")));
    }

    /** As JSON text. An object is taken as it stands, so is one that was written as text twice, or set in a block of code. */
    private static String arguments(JsonNode sent) {
        if (sent.isMissingNode() || sent.isNull()) {
            return "";
        }
        if (!sent.isTextual()) {
            return sent.toString();
        }
        var text = sent.textValue().strip();
        var fenced = FENCED.matcher(text);
        if (fenced.matches()) {
            text = fenced.group(1);
        }
        return text.startsWith("\"") ? unwrapped(text) : text;
    }

    private static String unwrapped(String text) {
        try {
            var inner = WireJson.MAPPER.readTree(text);
            return inner.isTextual() && inner.textValue().strip().startsWith("{") ? inner.textValue() : text;
        } catch (JsonProcessingException e) {
            return text;
        }
    }

    /** A text, or a list of parts of which the texts count; what a model says in place of an answer is one too. */
    private static String text(JsonNode message) {
        var text = new StringBuilder();
        collect(message.path("content"), text);
        return text.isEmpty() ? message.path("refusal").asText("") : text.toString();
    }

    private static void collect(JsonNode content, StringBuilder into) {
        if (content.isTextual()) {
            into.append(content.textValue());
        } else if (content.isArray()) {
            content.forEach(part -> collect(part, into));
        } else if (content.path("text").isTextual()) {
            into.append(content.path("text").textValue());
        }
    }
}
