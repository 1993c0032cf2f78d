package dev.approvalcopilot.local.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.approvalcopilot.local.http.Answer;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * OpenAI's answer format, whole or as server-sent chunks.
 *
 * @see <a href="https://platform.openai.com/docs/api-reference/chat">Chat completions</a>
 */
final class Completions {

    /** About what a tokenizer makes of English text. */
    private static final int CHARACTERS_PER_TOKEN = 4;

    private Completions() {}

    static Answer whole(JsonNode request, Turn turn) {
        var body = head("chat.completion", request);
        var choice = body.putArray("choices").addObject().put("index", 0);
        var message = choice.putObject("message").put("role", "assistant").put("content", turn.text());
        message.putNull("refusal");
        if (turn instanceof Turn.Propose propose) {
            message.set("tool_calls", calls(propose));
        }
        choice.putNull("logprobs").put("finish_reason", finishReason(turn));
        int prompt = tokens(request.path("messages").toString());
        int completion = tokens(message.toString());
        body.putObject("usage")
                .put("prompt_tokens", prompt)
                .put("completion_tokens", completion)
                .put("total_tokens", prompt + completion);
        return Answer.json(200, body);
    }

    static Answer stream(JsonNode request, Turn turn) {
        var head = head("chat.completion.chunk", request);
        var events = new StringBuilder();
        events.append(event(head, Answer.object().put("role", "assistant").put("content", turn.text()), null));
        if (turn instanceof Turn.Propose propose) {
            var calls = calls(propose);
            for (int i = 0; i < calls.size(); i++) {
                ((ObjectNode) calls.get(i)).put("index", i);
            }
            events.append(event(head, Answer.object().set("tool_calls", calls), null));
        }
        events.append(event(head, Answer.object(), finishReason(turn))).append("data: [DONE]\n\n");
        return new Answer.Content(200, "text/event-stream", Map.of(), events.toString());
    }

    private static String event(ObjectNode head, JsonNode delta, String finishReason) {
        var chunk = head.deepCopy();
        var choice = chunk.putArray("choices").addObject().put("index", 0);
        choice.set("delta", delta);
        choice.put("finish_reason", finishReason);
        return "data: " + chunk + "\n\n";
    }

    private static ObjectNode head(String object, JsonNode request) {
        return Answer.object()
                .put("id", "chatcmpl-" + random())
                .put("object", object)
                .put("created", Instant.now().getEpochSecond())
                .put("model", request.path("model").asText())
                .put("system_fingerprint", "fp_local");
    }

    private static ArrayNode calls(Turn.Propose propose) {
        var calls = Answer.MAPPER.createArrayNode();
        for (var call : propose.calls()) {
            calls.addObject()
                    .put("id", call.key().idPrefix() + "x" + random().substring(0, 18))
                    .put("type", "function")
                    .putObject("function")
                    .put("name", call.step().functionName())
                    .put("arguments", arguments(call.step()));
        }
        return calls;
    }

    /** With sorted names, so that the same step always gives the same text. */
    private static String arguments(Step step) {
        return Answer.MAPPER.valueToTree(new TreeMap<>(step.arguments())).toString();
    }

    private static String finishReason(Turn turn) {
        return switch (turn) {
            case Turn.Propose _ -> "tool_calls";
            case Turn.Finish _ -> "stop";
        };
    }

    private static int tokens(String text) {
        return Math.max(1, text.length() / CHARACTERS_PER_TOKEN);
    }

    private static String random() {
        return UUID.randomUUID().toString().replace("-", "");
    }
}
