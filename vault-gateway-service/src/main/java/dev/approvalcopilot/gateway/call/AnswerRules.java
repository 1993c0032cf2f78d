package dev.approvalcopilot.gateway.call;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.approvalcopilot.contracts.json.Json;
import dev.approvalcopilot.contracts.manifest.Effect;
import dev.approvalcopilot.contracts.manifest.ToolManifest;
import java.util.regex.Pattern;

/**
 * What an answer means. A status that a provider, or something in front of it, gives after the work may have begun says
 * nothing about the effect: for a call that changes something 408 and every 5xx but 501 and 503 leave it unsettled. 501, 503
 * and 429 say that the request was turned away, the other 4xx that it was refused, and a redirect is not followed (RFC 9110
 * section 15). Where nothing can change, 429 and 503 may be asked again and all others simply failed. A write that was turned
 * away is not sent again either: who put 503 before it may have passed it on, and the person who approved one call is told.
 */
final class AnswerRules {

    private static final int MAX_CODE_LENGTH = 100;
    private static final Pattern NOT_PRINTABLE = Pattern.compile("[^\\x20-\\x7e]");

    private AnswerRules() {}

    static CallOutcome judge(RawAnswer answer, ToolManifest tool) {
        return switch (answer) {
            case RawAnswer.NotSent(String code) -> new CallOutcome.Failed(code);
            case RawAnswer.Lost(String how) -> new CallOutcome.Unsettled(how);
            case RawAnswer.Answered answered -> judge(answered, tool);
        };
    }

    private static CallOutcome judge(RawAnswer.Answered answer, ToolManifest tool) {
        int status = answer.status();
        if (status >= 200 && status < 300) {
            return success(answer, tool);
        }
        if (leavesEffectOpen(status) && tool.effect() != Effect.READ_ONLY) {
            return new CallOutcome.Unsettled("the provider answered with status " + status);
        }
        var code = code(status, parse(answer.body()));
        return turnedAway(status) && tool.effect() == Effect.READ_ONLY
                ? new CallOutcome.TurnedAway(code, answer.retryAfter())
                : new CallOutcome.Failed(code);
    }

    private static boolean turnedAway(int status) {
        return status == 429 || status == 503;
    }

    private static boolean leavesEffectOpen(int status) {
        return status == 408 || status >= 500 && status != 501 && status != 503;
    }

    private static CallOutcome success(RawAnswer.Answered answer, ToolManifest tool) {
        var body = parse(answer.body());
        var failure = tool.failure();
        if (failure != null && !isYes(body, failure)) {
            return body.at(failure.pointer()).equals(failure.equals())
                    ? new CallOutcome.Failed(cut(body.at(failure.code()).asText("refused")))
                    : unreadable(tool);
        }
        return new CallOutcome.Succeeded(ResultReducer.reduce(body, tool.result()));
    }

    static boolean isYes(JsonNode body, ToolManifest.Failure failure) {
        var value = body.at(failure.pointer());
        return !value.isMissingNode() && !value.equals(failure.equals());
    }

    /** This provider says yes and no in the body, and the body says neither. */
    private static CallOutcome unreadable(ToolManifest tool) {
        return tool.effect() == Effect.READ_ONLY
                ? new CallOutcome.Failed("unreadable_answer")
                : new CallOutcome.Unsettled("the provider's answer could not be read");
    }

    private static String code(int status, JsonNode body) {
        if (status == 401) {
            return "provider_401";
        }
        var word = word(body);
        return cut(word.isEmpty() ? Integer.toString(status) : status + " " + word);
    }

    /** Where GitHub and Google put their word. */
    private static String word(JsonNode body) {
        for (var pointer : new String[] {"/message", "/error/message", "/error"}) {
            if (body.at(pointer).isTextual()) {
                return body.at(pointer).textValue();
            }
        }
        return "";
    }

    static String cut(String text) {
        var clean =
                NOT_PRINTABLE.matcher(TokenShapes.scrub(text)).replaceAll(" ").strip();
        return clean.length() <= MAX_CODE_LENGTH ? clean : clean.substring(0, MAX_CODE_LENGTH);
    }

    static JsonNode parse(String body) {
        try {
            var tree = Json.MAPPER.readTree(body);
            return tree == null ? MissingNode.getInstance() : tree;
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }
}
