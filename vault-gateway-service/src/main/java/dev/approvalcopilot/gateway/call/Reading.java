package dev.approvalcopilot.gateway.call;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.approvalcopilot.contracts.manifest.ToolManifest.Failure;

/** What a read beside the call gave: before it, of what must still be so; after it, of whether it has happened. */
public sealed interface Reading {

    /** @param body missing where it is no JSON, or says no as the manifest's {@code failure} has it */
    record Answered(int status, JsonNode body) implements Reading {

        static Answered of(RawAnswer.Answered answer, Failure failure) {
            var body = AnswerRules.parse(answer.body());
            boolean no = failure != null && !AnswerRules.isYes(body, failure);
            return new Answered(answer.status(), no ? MissingNode.getInstance() : body);
        }

        public boolean succeeded() {
            return status >= 200 && status < 300;
        }

        /** Whether the same read may succeed a moment later. */
        public boolean passing() {
            return status == 408 || status == 429 || status >= 500;
        }

        /** Without the body. */
        @Override
        public String toString() {
            return "Answered[" + status + "]";
        }
    }

    /** Nothing usable came. */
    record NoAnswer() implements Reading {}

    /** A value as a person may read it: on one line, short, and nothing that looks like a credential. */
    static String shown(JsonNode value) {
        return AnswerRules.cut(value.isValueNode() ? value.asText() : value.toString());
    }
}
