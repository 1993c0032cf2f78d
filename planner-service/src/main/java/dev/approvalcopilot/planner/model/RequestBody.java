package dev.approvalcopilot.planner.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.approvalcopilot.contracts.json.Json;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.openai.internal.chat.ChatCompletionRequest;
import io.quarkiverse.langchain4j.openai.common.OpenAiRestApi;
import java.util.List;

/**
 * A request for a chat completion, as the extension writes it, with what it leaves out and without what nobody configured.
 *
 * @see <a href="https://platform.openai.com/docs/api-reference/chat/create">Create chat completion</a>
 */
final class RequestBody {

    /** The extension sends them as 0 where they are not configured, which is what an endpoint takes them for anyway. */
    private static final List<String> ZERO_BY_DEFAULT = List.of("presence_penalty", "frequency_penalty");

    private RequestBody() {}

    static ObjectNode of(ChatCompletionRequest request, Exchange exchange) {
        ObjectNode body = OpenAiRestApi.ObjectMapperHolder.MAPPER.valueToTree(request);
        ZERO_BY_DEFAULT.stream().filter(name -> body.path(name).asDouble() == 0).forEach(body::remove);
        exchange.config().parameters().forEach((name, value) -> body.set(name, json(name, value)));
        var conversation = exchange.conversation();
        for (int i = 0; i < conversation.size(); i++) {
            if (conversation.get(i) instanceof AiMessage answer) {
                complete((ObjectNode) body.path("messages").path(i), answer);
            }
        }
        var tools = exchange.tools();
        for (int i = 0; i < tools.size(); i++) {
            var function = (ObjectNode) body.path("tools").path(i).path("function");
            function.set("parameters", tools.get(i).parameters());
        }
        return body;
    }

    /** Its name and its words; LangChain4j's own form of a schema has no place for all of ours, which is put in afterwards. */
    static ToolSpecification specification(ModelTool tool) {
        return ToolSpecification.builder()
                .name(tool.name())
                .description(tool.description())
                .build();
    }

    /** Strict endpoints want the member where a message is its calls alone. */
    private static void complete(ObjectNode wire, AiMessage answer) {
        if (answer.text() == null) {
            wire.putNull("content");
        }
        Opaque.addTo(wire, answer);
    }

    /** @throws IllegalStateException naming the parameter that is no JSON */
    static JsonNode json(String name, String value) {
        try {
            return Json.MAPPER.readTree(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(
                    "planner.model.parameters." + name + " is not JSON; a text needs its quotes");
        }
    }
}
