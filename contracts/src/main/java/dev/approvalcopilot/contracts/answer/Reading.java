package dev.approvalcopilot.contracts.answer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.approvalcopilot.contracts.manifest.ToolManifest;
import java.time.Duration;

/** What a read beside the call gave: before it, of what must still be so; after it, of whether it has happened. */
public sealed interface Reading {

    /**
     * @param body missing where it is no JSON, or says no as the manifest's {@code failure} has it
     * @param passing whether the same read may say something else a moment later: the answer is neither a success nor one
     *     that the manifest lists as a plain no
     * @param askAgainAfter as the provider says, else zero
     */
    record Answered(int status, JsonNode body, boolean passing, Duration askAgainAfter) implements Reading {

        public boolean succeeded() {
            return isSuccess(status) && !passing;
        }

        /** Without the body. */
        @Override
        public String toString() {
            return "Answered[" + status + "]";
        }
    }

    /** The provider no longer accepts the account's token. */
    record TokenRefused() implements Reading {}

    /** It is elsewhere. @param where its address; empty if the answer names none */
    record Moved(String where) implements Reading {}

    /** It answered with more than is read. @param most in bytes */
    record TooLarge(int most) implements Reading {}

    /** Nothing usable came. */
    record NoAnswer() implements Reading {}

    /** @param tool whose call it was made for */
    static Reading of(RawAnswer.Answered answer, ToolManifest tool) {
        var body = AnswerRules.parse(answer.body());
        if (answer.status() == 401) {
            return new TokenRefused();
        }
        if (Redirect.is(answer.status())) {
            return new Moved(Redirect.target(answer, tool.request().base()));
        }
        if (!isSuccess(answer.status())) {
            var wait = RateLimit.of(answer, body);
            boolean passing = wait.isPresent() || !AnswerRules.provesNothingHappened(answer.status(), tool);
            return new Answered(answer.status(), body, passing, wait.orElse(answer.retryAfter()));
        }
        return success(answer, body, tool);
    }

    private static Reading success(RawAnswer.Answered answer, JsonNode body, ToolManifest tool) {
        var failure = tool.failure();
        if (failure == null) {
            boolean garbled = body.isMissingNode() && !answer.body().isBlank();
            return new Answered(answer.status(), body, garbled, answer.retryAfter());
        }
        if (AnswerRules.isYes(body, failure)) {
            return new Answered(answer.status(), body, false, answer.retryAfter());
        }
        var word = AnswerRules.isNo(body, failure) ? AnswerRules.word(body, failure) : "";
        if (failure.tokenRefused().contains(word)) {
            return new TokenRefused();
        }
        boolean passing = RateLimit.isSaidBy(word) || !AnswerRules.provesNothingHappened(word, tool);
        return new Answered(answer.status(), MissingNode.getInstance(), passing, answer.retryAfter());
    }

    private static boolean isSuccess(int status) {
        return status >= 200 && status < 300;
    }

    /** A value as a person may read it: on one line, short, and nothing that looks like a credential. */
    static String shown(JsonNode value) {
        return AnswerRules.cut(value.isValueNode() ? value.asText() : value.toString());
    }
}
