package dev.approvalcopilot.gateway.operator;

import com.fasterxml.jackson.databind.JsonNode;
import dev.approvalcopilot.contracts.event.HaltScope;
import dev.approvalcopilot.contracts.json.MalformedJson;
import dev.approvalcopilot.contracts.json.StrictJson;
import dev.approvalcopilot.contracts.manifest.ToolCatalog;
import dev.approvalcopilot.support.problem.CommonProblem;
import dev.approvalcopilot.support.problem.ProblemException;
import java.util.Locale;
import java.util.regex.Pattern;

/** What an operator sent, read strictly. */
final class HaltOrder {

    static final int MAX_REASON = 500;

    /** Printable ASCII without the space: what subjects, tools, connections and agents are named with. */
    private static final Pattern SCOPE = Pattern.compile("[!-~]+");

    private HaltOrder() {}

    /** @throws ProblemException 404 when that is no scope */
    static HaltScope scope(String text) {
        try {
            if (text != null && SCOPE.matcher(text).matches()) {
                return HaltScope.parse(text);
            }
        } catch (IllegalArgumentException e) {
            // The answer is the same for all that is no scope.
        }
        throw unknown("A scope is all, connection:NAME, tool:NAME, agent:NAME or person:SUB.");
    }

    /** A misspelt name would stop nothing and look like a halt. Agents and people the gateway knows no list of. */
    static HaltScope existing(HaltScope scope, ToolCatalog tools) {
        boolean known = switch (scope.kind()) {
            case ALL, AGENT -> true;
            case PERSON -> scope.name().indexOf('|') > 0;
            case TOOL -> tools.find(scope.name()).isPresent();
            case CONNECTION ->
                tools.all().stream()
                        .anyMatch(tool -> tool.manifest().connection().equals(scope.name()));
        };
        if (!known) {
            throw unknown("The gateway knows no " + scope.kind().name().toLowerCase(Locale.ROOT)
                    + " of that name; it is not halted.");
        }
        return scope;
    }

    /** The one member of the body: 1 to 500 characters without control characters. @throws ProblemException 400 */
    static String reason(byte[] body) {
        var reason = parse(body).path("reason").textValue();
        if (reason == null || reason.isBlank() || reason.length() > MAX_REASON) {
            throw invalid("Give a reason of 1 to " + MAX_REASON + " characters.");
        }
        if (reason.codePoints().anyMatch(Character::isISOControl)) {
            throw invalid("A reason has no control characters.");
        }
        return reason.strip();
    }

    private static JsonNode parse(byte[] body) {
        try {
            var tree = StrictJson.parse(body);
            if (tree.isObject() && tree.size() == 1 && tree.has("reason")) {
                return tree;
            }
        } catch (MalformedJson e) {
            // The answer is the same for all that is no such object.
        }
        throw invalid("The body is a JSON object with the one member reason.");
    }

    private static ProblemException invalid(String detail) {
        return new ProblemException(CommonProblem.INVALID_REQUEST, detail);
    }

    private static ProblemException unknown(String detail) {
        return new ProblemException(OperatorProblem.UNKNOWN_SCOPE, detail);
    }
}
