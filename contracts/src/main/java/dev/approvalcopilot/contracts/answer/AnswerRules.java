package dev.approvalcopilot.contracts.answer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.approvalcopilot.contracts.json.Json;
import dev.approvalcopilot.contracts.manifest.Effect;
import dev.approvalcopilot.contracts.manifest.ToolManifest;
import java.util.regex.Pattern;

/**
 * What an answer means (docs/adr/0026). A call that may change something failed only if the answer is on the manifest's closed
 * list of those that prove that nothing happened; any other no leaves it unsettled, whatever its status. Where it is on the list
 * and asks to come again later, it may be sent again. A redirect is not followed; of these 301, 307 and 308 prove by themselves
 * that nothing happened. A mere read simply failed, or may be asked again where the answer is a passing one.
 */
public final class AnswerRules {

    private static final int UNAUTHORIZED = 401;
    private static final int SERVICE_UNAVAILABLE = 503;
    private static final int MAX_CODE_LENGTH = 100;
    private static final Pattern NOT_PRINTABLE = Pattern.compile("[^\\x20-\\x7e]");

    private AnswerRules() {}

    public static CallOutcome judge(RawAnswer answer, ToolManifest tool) {
        return switch (answer) {
            case RawAnswer.NotSent(String code) -> new CallOutcome.Failed(code);
            case RawAnswer.Lost(String how) -> new CallOutcome.Unsettled(how);
            case RawAnswer.TooLarge(int most) when isRead(tool) -> new CallOutcome.AnswerTooLarge(most);
            case RawAnswer.TooLarge _ -> new CallOutcome.Unsettled("the provider's answer was too large to be read");
            case RawAnswer.Answered answered -> judge(answered, tool);
        };
    }

    private static CallOutcome judge(RawAnswer.Answered answer, ToolManifest tool) {
        int status = answer.status();
        var body = parse(answer.body());
        if (status >= 200 && status < 300) {
            return success(answer, body, tool);
        }
        var code = code(status, body);
        if (!isRead(tool) && !Redirect.provesNothingHappened(status) && !provesNothingHappened(status, tool)) {
            return new CallOutcome.Unsettled("the provider answered with status " + status);
        }
        if (Redirect.is(status)) {
            return new CallOutcome.Moved(
                    code, Redirect.target(answer, tool.request().base()));
        }
        if (status == UNAUTHORIZED) {
            return new CallOutcome.TokenRefused(code);
        }
        var wait = RateLimit.of(answer, body);
        if (wait.isPresent() || status == SERVICE_UNAVAILABLE) {
            return new CallOutcome.TurnedAway(code, wait.orElse(answer.retryAfter()));
        }
        return new CallOutcome.Failed(code);
    }

    private static boolean isRead(ToolManifest tool) {
        return tool.effect() == Effect.READ_ONLY;
    }

    /** By the list; a tool without one has no such status. */
    static boolean provesNothingHappened(int status, ToolManifest tool) {
        return tool.nothingHappened() != null
                && tool.nothingHappened().statuses().contains(status);
    }

    /** By the list; a tool without one has no such word. */
    static boolean provesNothingHappened(String word, ToolManifest tool) {
        return tool.nothingHappened() != null && tool.nothingHappened().words().contains(word);
    }

    private static CallOutcome success(RawAnswer.Answered answer, JsonNode body, ToolManifest tool) {
        var failure = tool.failure();
        if (failure == null || isYes(body, failure)) {
            return new CallOutcome.Succeeded(ResultReducer.reduce(body, answer.header("link"), tool));
        }
        return isNo(body, failure) ? no(answer, word(body, failure), tool) : unreadable(tool);
    }

    private static CallOutcome no(RawAnswer.Answered answer, String word, ToolManifest tool) {
        var code = cut(word.isEmpty() ? "refused" : word);
        boolean listed = provesNothingHappened(word, tool);
        if (!listed && !isRead(tool)) {
            return new CallOutcome.Unsettled(
                    "the provider answered \"" + code + "\", which does not say that nothing happened");
        }
        if (tool.failure().tokenRefused().contains(word)) {
            return new CallOutcome.TokenRefused(code);
        }
        // What is not on the list may pass: the provider's own trouble is not.
        boolean passing = RateLimit.isSaidBy(word) || !listed && tool.nothingHappened() != null;
        return passing ? new CallOutcome.TurnedAway(code, answer.retryAfter()) : new CallOutcome.Failed(code);
    }

    static boolean isYes(JsonNode body, ToolManifest.Failure failure) {
        var value = body.at(failure.pointer());
        return !value.isMissingNode() && !value.equals(failure.equals());
    }

    static boolean isNo(JsonNode body, ToolManifest.Failure failure) {
        return body.at(failure.pointer()).equals(failure.equals());
    }

    /** The provider's word for its no; empty where it gives none. */
    static String word(JsonNode body, ToolManifest.Failure failure) {
        return body.at(failure.code()).asText("");
    }

    /** This provider says yes and no in the body, and the body says neither. */
    private static CallOutcome unreadable(ToolManifest tool) {
        return isRead(tool)
                ? new CallOutcome.Failed("unreadable_answer")
                : new CallOutcome.Unsettled("the provider's answer could not be read");
    }

    private static String code(int status, JsonNode body) {
        if (status == UNAUTHORIZED) {
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
        return clean(text, MAX_CODE_LENGTH);
    }

    /** On one line, without what looks like a credential, and no longer than that. */
    static String clean(String text, int maxLength) {
        var clean =
                NOT_PRINTABLE.matcher(TokenShapes.scrub(text)).replaceAll(" ").strip();
        return clean.length() <= maxLength ? clean : clean.substring(0, maxLength);
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
