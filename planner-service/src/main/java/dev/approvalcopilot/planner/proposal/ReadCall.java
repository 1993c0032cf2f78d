package dev.approvalcopilot.planner.proposal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.approvalcopilot.contracts.manifest.Tool;
import java.util.List;

/** A tool call of the model after it was checked; only {@link CallReader} makes one. */
public sealed interface ReadCall {

    /** The tool exists and its schema accepts the arguments. */
    record Proposable(Tool tool, ObjectNode arguments) implements ReadCall {

        /** Without arguments, so that it may be logged. */
        @Override
        public String toString() {
            return "Proposable[" + tool.name() + "]";
        }
    }

    /** There is no such tool. */
    record UnknownTool() implements ReadCall {}

    /** @param violations one line each, for the model */
    record BrokenSchema(Tool tool, List<String> violations) implements ReadCall {
        public BrokenSchema {
            violations = List.copyOf(violations);
        }
    }
}
