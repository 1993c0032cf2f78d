package dev.approvalcopilot.local.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What matters of the messages: the last thing that the user said, and what became of the calls proposed since.
 *
 * @param goal empty if no user message is there
 * @param proposed the calls since that goal
 * @param outcomes by call
 * @param news calls whose outcome came after the last proposal
 */
record Conversation(String goal, Set<CallKey> proposed, Map<CallKey, ToolOutcome> outcomes, List<CallKey> news) {

    Conversation {
        proposed = Set.copyOf(proposed);
        outcomes = Map.copyOf(outcomes);
        news = List.copyOf(news);
    }

    static Conversation of(JsonNode messages) {
        var goal = "";
        var proposed = new HashSet<CallKey>();
        var outcomes = new LinkedHashMap<CallKey, ToolOutcome>();
        var news = new ArrayList<CallKey>();
        for (var message : messages) {
            switch (message.path("role").asText()) {
                case "user" -> {
                    goal = text(message.path("content"));
                    proposed.clear();
                    outcomes.clear();
                    news.clear();
                }
                case "assistant" -> {
                    news.clear();
                    message.path("tool_calls")
                            .forEach(
                                    call -> CallKey.of(call.path("id").asText()).ifPresent(proposed::add));
                }
                case "tool" ->
                    CallKey.of(message.path("tool_call_id").asText()).ifPresent(key -> {
                        outcomes.put(key, ToolOutcome.parse(text(message.path("content"))));
                        news.add(key);
                    });
                default -> {
                    // System and developer messages change nothing for a planner by rules.
                }
            }
        }
        return new Conversation(goal, proposed, outcomes, news);
    }

    /** A string, or a list of parts of which the texts count. */
    private static String text(JsonNode content) {
        if (content.isTextual()) {
            return content.asText();
        }
        var text = new StringBuilder();
        content.forEach(part -> text.append(part.path("text").asText("")));
        return text.toString();
    }

    Optional<ToolOutcome> outcome(CallKey key) {
        return Optional.ofNullable(outcomes.get(key));
    }

    /** Ids of calls that no tool message answers before the next other message; OpenAI refuses such a conversation. */
    static Set<String> unanswered(JsonNode messages) {
        var open = new LinkedHashSet<String>();
        for (var message : messages) {
            var role = message.path("role").asText();
            if (role.equals("tool")) {
                open.remove(message.path("tool_call_id").asText());
            } else if (!open.isEmpty()) {
                break;
            }
            message.path("tool_calls").forEach(call -> open.add(call.path("id").asText()));
        }
        return open;
    }
}
