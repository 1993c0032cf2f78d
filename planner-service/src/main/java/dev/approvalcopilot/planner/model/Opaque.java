package dev.approvalcopilot.planner.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.re2j.Pattern;
import dev.approvalcopilot.contracts.json.Json;
import dev.approvalcopilot.planner.run.PlainText;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Fields of an answer that mean nothing to us and that its endpoint wants back with the conversation, such as Gemini's
 * {@code extra_content} with a {@code thought_signature} and DeepSeek's {@code reasoning_content}. They travel as JSON text in an
 * attribute of the message. Groq and Mistral refuse the reasoning that they sent themselves, so no list of names is right
 * everywhere: all are sent, and an endpoint that refuses one by its name is asked again without them.
 *
 * <p>Each run keeps them for as long as it lives, so what is larger than {@link #MAX_CHARS} is left out. Signatures are short. A
 * reasoning text of that length is wanted back by few endpoints, and those say so; a failure here would end the run everywhere.
 */
final class Opaque {

    /** Of all fields of one answer together, as JSON. */
    static final int MAX_CHARS = 64 * 1024;

    /** Longer than a refusal of use, so that not more than this is searched. */
    private static final int MAX_REFUSAL_CHARS = 16_000;

    private static final Pattern NO_NAME = Pattern.compile("[^A-Za-z0-9_]+");

    private static final String ATTRIBUTE = "opaque";
    private static final String FUNCTION_MEMBER = "function";

    /** What is read, or is an answer's alone. */
    private static final Set<String> MESSAGE = Set.of(
            "role", "content", "tool_calls", "function_call", "refusal", "annotations", "audio", "name", "index");

    private static final Set<String> CALL =
            Set.of("id", "type", "index", "name", "arguments", "custom", FUNCTION_MEMBER);
    private static final Set<String> FUNCTION = Set.of("name", "arguments");

    private Opaque() {}

    /** Of a message and its calls, in their order; empty where there is none. */
    static Map<String, Object> attributes(JsonNode message, Iterable<JsonNode> calls) {
        var kept = Json.MAPPER.createObjectNode();
        var left = new Room(MAX_CHARS);
        var list = kept.putArray("calls");
        boolean any = false;
        for (var call : calls) {
            var extra = left.without(call, CALL);
            var function = left.without(call.path(FUNCTION_MEMBER), FUNCTION);
            if (!function.isEmpty()) {
                extra.set(FUNCTION_MEMBER, function);
            }
            any |= !extra.isEmpty();
            list.add(extra);
        }
        kept.set("message", left.without(message, MESSAGE));
        any |= !kept.path("message").isEmpty();
        return any ? Map.of(ATTRIBUTE, kept.toString()) : Map.of();
    }

    /** What may still be kept of an answer. */
    private static final class Room {

        private int chars;

        Room(int chars) {
            this.chars = chars;
        }

        ObjectNode without(JsonNode node, Set<String> known) {
            var rest = Json.MAPPER.createObjectNode();
            node.properties().forEach(member -> {
                var value = member.getValue();
                boolean nothing = value.isNull() || value.isContainerNode() && value.isEmpty();
                if (!nothing && !known.contains(member.getKey()) && takes(member.getKey(), value)) {
                    rest.set(member.getKey(), value);
                }
            });
            return rest;
        }

        private boolean takes(String name, JsonNode value) {
            int needed = name.length() + value.toString().length();
            if (needed > chars) {
                return false;
            }
            chars -= needed;
            return true;
        }
    }

    /** Whether a text names one of the fields that travel with a conversation. */
    static boolean isNamed(String text, List<ChatMessage> conversation) {
        var words = new HashSet<>(List.of(NO_NAME.split(PlainText.of(text, MAX_REFUSAL_CHARS))));
        return names(conversation).stream().anyMatch(words::contains);
    }

    private static Set<String> names(List<ChatMessage> conversation) {
        var names = new HashSet<String>();
        for (var message : conversation) {
            if (message instanceof AiMessage answer && answer.attributes().get(ATTRIBUTE) instanceof String text) {
                var kept = parse(text);
                kept.path("message").fieldNames().forEachRemaining(names::add);
                kept.path("calls").forEach(call -> {
                    call.fieldNames().forEachRemaining(names::add);
                    call.path(FUNCTION_MEMBER).fieldNames().forEachRemaining(names::add);
                });
            }
        }
        names.remove(FUNCTION_MEMBER);
        return names;
    }

    /** The same conversation, to be sent without them. */
    static List<ChatMessage> removedFrom(List<ChatMessage> conversation) {
        return conversation.stream()
                .map(message -> message instanceof AiMessage answer
                        ? answer.toBuilder().attributes(Map.of()).build()
                        : message)
                .toList();
    }

    /** Puts them back where they stood. */
    static void addTo(ObjectNode wire, AiMessage message) {
        if (!(message.attributes().get(ATTRIBUTE) instanceof String text)) {
            return;
        }
        var kept = parse(text);
        kept.path("message").properties().forEach(member -> wire.set(member.getKey(), member.getValue()));
        var calls = wire.path("tool_calls");
        for (int i = 0; i < calls.size(); i++) {
            var call = (ObjectNode) calls.get(i);
            kept.path("calls").path(i).properties().forEach(member -> {
                if (member.getKey().equals(FUNCTION_MEMBER)) {
                    member.getValue()
                            .properties()
                            .forEach(inner ->
                                    ((ObjectNode) call.path(FUNCTION_MEMBER)).set(inner.getKey(), inner.getValue()));
                } else {
                    call.set(member.getKey(), member.getValue());
                }
            });
        }
    }

    private static JsonNode parse(String text) {
        try {
            return WireJson.MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("we wrote it ourselves", e);
        }
    }
}
