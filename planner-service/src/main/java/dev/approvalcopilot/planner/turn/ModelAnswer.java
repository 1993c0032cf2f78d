package dev.approvalcopilot.planner.turn;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.approvalcopilot.contracts.json.MalformedJson;
import dev.approvalcopilot.contracts.json.StrictJson;
import dev.approvalcopilot.planner.run.PlainText;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * An answer with tool calls, in the form in which it is kept and sent back to the model: endpoints refuse a conversation that
 * holds a call without an id, two with the same, a name with other letters or arguments that are no JSON object.
 *
 * @param calls as the model made them, at most so many
 * @param stored the same calls, repaired for the record; call for call
 * @param rationale the model's words beside them; may be empty
 */
record ModelAnswer(List<ToolExecutionRequest> calls, AiMessage stored, String rationale) {

    private static final Pattern FUNCTION_NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final Pattern CALL_ID = Pattern.compile("[\\x21-\\x7E]{1,100}");
    private static final int MAX_TEXT = 20_000;

    /** @param usedIds of the calls before in the conversation: an id belongs to one call of it */
    static ModelAnswer storable(int turn, AiMessage answer, int maxCalls, Set<String> usedIds) {
        var calls = answer.toolExecutionRequests().stream().limit(maxCalls).toList();
        var stored = new ArrayList<ToolExecutionRequest>();
        var ids = new HashSet<>(usedIds);
        for (int i = 0; i < calls.size(); i++) {
            var call = calls.get(i);
            boolean usable = call.id() != null && CALL_ID.matcher(call.id()).matches() && ids.add(call.id());
            stored.add(ToolExecutionRequest.builder()
                    .id(usable ? call.id() : newId(turn, i, ids))
                    .name(isFunctionName(call.name()) ? call.name() : "not_a_tool")
                    .arguments(storable(call.arguments()))
                    .build());
        }
        var text = answer.text() == null ? "" : PlainText.of(answer.text().strip(), MAX_TEXT);
        var message = answer.toBuilder()
                .text(text.isEmpty() ? null : text)
                .toolExecutionRequests(stored)
                .build();
        return new ModelAnswer(calls, message, text);
    }

    /** Nine letters and digits, which is the form that the strictest endpoints ask for. */
    private static String newId(int turn, int position, Set<String> ids) {
        for (int number = position; ; number++) {
            var id = "c%04d%04d".formatted(turn, number);
            if (ids.add(id)) {
                return id;
            }
        }
    }

    private static boolean isFunctionName(String name) {
        return name != null && FUNCTION_NAME.matcher(name).matches();
    }

    private static String storable(String arguments) {
        try {
            boolean kept = arguments != null
                    && arguments.length() <= StrictJson.MAX_BYTES
                    && PlainText.isFit(arguments)
                    && StrictJson.parse(arguments.getBytes(StandardCharsets.UTF_8)) instanceof ObjectNode;
            return kept ? arguments : "{}";
        } catch (MalformedJson e) {
            return "{}";
        }
    }
}
