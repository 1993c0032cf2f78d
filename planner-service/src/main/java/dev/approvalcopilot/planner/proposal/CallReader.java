package dev.approvalcopilot.planner.proposal;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.approvalcopilot.contracts.json.MalformedJson;
import dev.approvalcopilot.contracts.json.StrictJson;
import dev.approvalcopilot.contracts.manifest.Tool;
import dev.approvalcopilot.planner.run.PlainText;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Checks what a model asked for, against the catalog and the tool's schema. */
@ApplicationScoped
public class CallReader {

    private static final int MAX_VIOLATIONS = 10;
    private static final int MAX_VIOLATION_CHARS = 300;

    private final ModelTools tools;

    CallReader(ModelTools tools) {
        this.tools = tools;
    }

    public ReadCall read(ToolExecutionRequest call) {
        var tool = tools.named(call.name() == null ? "" : call.name());
        return tool.isEmpty() ? new ReadCall.UnknownTool() : read(tool.get(), call.arguments());
    }

    static ReadCall read(Tool tool, String text) {
        try {
            var arguments = parse(text);
            AbsentArguments.remove(
                    arguments, tool.manifest().arguments(), tool.schema().refused(arguments));
            var violations = tool.violations(arguments);
            return violations.isEmpty() ? new ReadCall.Proposable(tool, arguments) : broken(tool, violations);
        } catch (MalformedJson e) {
            return broken(tool, List.of("arguments: " + e.reason().text()));
        }
    }

    /** Models call a function without arguments with nothing, with null, or with an empty list or text. */
    private static ObjectNode parse(String text) {
        if (text == null || text.isBlank()) {
            return JsonNodeFactory.instance.objectNode();
        }
        if (text.length() > StrictJson.MAX_BYTES) {
            throw new MalformedJson(MalformedJson.Reason.TOO_LARGE);
        }
        // Encoding would silently write a question mark for half a surrogate pair.
        if (!PlainText.isFit(text)) {
            throw new MalformedJson(MalformedJson.Reason.LONE_SURROGATE);
        }
        var tree = StrictJson.parse(text.getBytes(StandardCharsets.UTF_8));
        if (tree instanceof ObjectNode arguments) {
            return arguments;
        }
        if (tree.isNull()
                || tree.isEmpty() && tree.isArray()
                || tree.isTextual() && tree.textValue().isBlank()) {
            return JsonNodeFactory.instance.objectNode();
        }
        throw new MalformedJson(MalformedJson.Reason.WRONG_SHAPE);
    }

    private static ReadCall broken(Tool tool, List<String> violations) {
        return new ReadCall.BrokenSchema(
                tool,
                violations.stream()
                        .limit(MAX_VIOLATIONS)
                        .map(line -> PlainText.of(line, MAX_VIOLATION_CHARS))
                        .toList());
    }
}
