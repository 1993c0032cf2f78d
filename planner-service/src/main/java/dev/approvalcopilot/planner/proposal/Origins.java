package dev.approvalcopilot.planner.proposal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.approvalcopilot.contracts.event.ActionProposed.Origin;
import dev.approvalcopilot.contracts.json.Json;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Says where each argument came from, by looking for its text: in the person's goal, in what they typed into earlier calls or
 * said to them, in earlier tool results, else it is the model's. A hint for the person who decides, not a proof.
 */
public final class Origins {

    /** The member of a tool message that holds what the person said instead of a yes. */
    public static final String PERSON_SAID = "person_said";

    /** The member of a tool message that holds, as JSON text, the arguments of a call that the person changed. */
    public static final String EDITED_ARGUMENTS = "edited_arguments";

    private final String goal;
    private final Set<String> edited = new HashSet<>();
    private final List<String> said = new ArrayList<>();
    private final List<String> results = new ArrayList<>();

    /** @param conversation so far, in order */
    public Origins(String goal, List<ChatMessage> conversation) {
        this.goal = goal;
        var calls = new HashMap<String, Set<String>>();
        for (var message : conversation) {
            switch (message) {
                case AiMessage answer ->
                    answer.toolExecutionRequests()
                            .forEach(call -> calls.put(call.id(), leaves(tree(call.arguments()))));
                case ToolExecutionResultMessage outcome ->
                    read(tree(outcome.text()), Optional.ofNullable(calls.get(outcome.id())));
                default -> {}
            }
        }
    }

    /** @param called what stood in the call as the model made it; empty where it is not known: then nobody typed anything */
    private void read(JsonNode message, Optional<Set<String>> called) {
        if (message instanceof ObjectNode members) {
            // Only we write these two, and only with what the person made of the call and said to it.
            collectLeaves(members.path(PERSON_SAID), said);
            if (called.isPresent() && tree(members.path(EDITED_ARGUMENTS).asText()) instanceof ObjectNode arguments) {
                leaves(arguments).stream()
                        .filter(leaf -> !called.get().contains(leaf))
                        .forEach(edited::add);
            }
            collectLeaves(members.deepCopy().without(List.of(PERSON_SAID, EDITED_ARGUMENTS)), results);
        } else {
            collectLeaves(message, results);
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
        // Whole: a person who mends a word in a long text of the model has not typed the rest of it.
        if (edited.contains(text) && !text.isBlank()) {
            return Origin.EDITED;
        }
        if (said.stream().anyMatch(words -> stands(text, words))) {
            return Origin.ANSWERED;
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

    private static Set<String> leaves(JsonNode node) {
        var leaves = new ArrayList<String>();
        collectLeaves(node, leaves);
        return Set.copyOf(leaves);
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
