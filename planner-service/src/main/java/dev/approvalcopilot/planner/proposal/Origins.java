package dev.approvalcopilot.planner.proposal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.approvalcopilot.contracts.event.ActionProposed.Origin;
import dev.approvalcopilot.contracts.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Says where each argument came from, by looking for its text: in the person's goal, in earlier tool results, else it is the
 * model's. A hint for the person who decides, not a proof.
 */
public final class Origins {

    private final String goal;
    private final List<String> results;

    /** @param toolResults the tool messages of the conversation, JSON texts */
    public Origins(String goal, List<String> toolResults) {
        this.goal = goal;
        this.results = new ArrayList<>();
        for (var result : toolResults) {
            collectLeaves(tree(result), results);
        }
    }

    /** By the argument's top-level name. A list or an object is as trustworthy as its least trustworthy part. */
    public Map<String, Origin> of(ObjectNode arguments) {
        var origins = new LinkedHashMap<String, Origin>();
        arguments.properties().forEach(argument -> origins.put(argument.getKey(), of(argument.getValue())));
        return origins;
    }

    private Origin of(JsonNode value) {
        var leaves = new ArrayList<String>();
        collectLeaves(value, leaves);
        // An empty list, a flag or nothing at all is no text that somebody could have typed.
        return leaves.stream().map(this::of).max(Enum::compareTo).orElse(Origin.MODEL);
    }

    private Origin of(String text) {
        if (stands(text, goal)) {
            return Origin.TYPED;
        }
        return results.stream().anyMatch(result -> stands(text, result)) ? Origin.TOOL_RESULT : Origin.MODEL;
    }

    /** Letter for letter and as words of its own: the 1 of "issue 12" is not a 1. */
    private static boolean stands(String text, String in) {
        if (text.isBlank()) {
            return false;
        }
        for (int at = in.indexOf(text); at >= 0; at = in.indexOf(text, at + 1)) {
            int end = at + text.length();
            boolean cutsLeft = at > 0 && isWord(in.charAt(at - 1)) && isWord(text.charAt(0));
            boolean cutsRight = end < in.length() && isWord(in.charAt(end)) && isWord(text.charAt(text.length() - 1));
            if (!cutsLeft && !cutsRight) {
                return true;
            }
        }
        return false;
    }

    private static boolean isWord(char c) {
        return Character.isLetterOrDigit(c);
    }

    private static void collectLeaves(JsonNode node, List<String> into) {
        if (node.isTextual() || node.isNumber()) {
            into.add(node.asText());
        } else {
            node.forEach(child -> collectLeaves(child, into));
        }
    }

    private static JsonNode tree(String json) {
        try {
            return Json.MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            return Json.MAPPER.getNodeFactory().textNode(json);
        }
    }
}
