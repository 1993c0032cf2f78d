package dev.approvalcopilot.gateway.operator;

import com.fasterxml.jackson.databind.JsonNode;
import dev.approvalcopilot.contracts.event.BodyLimits;
import dev.approvalcopilot.contracts.event.HaltScope;
import dev.approvalcopilot.contracts.json.MalformedJson;
import dev.approvalcopilot.contracts.json.StrictJson;
import dev.approvalcopilot.contracts.manifest.Tool;
import dev.approvalcopilot.contracts.manifest.ToolCatalog;
import dev.approvalcopilot.contracts.own.NearNames;
import dev.approvalcopilot.gateway.ledger.SeenNames;
import dev.approvalcopilot.support.problem.CommonProblem;
import dev.approvalcopilot.support.problem.ProblemException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What an operator sent, read strictly. */
final class HaltOrder {

    static final int MAX_REASON = BodyLimits.HALT_REASON;

    private HaltOrder() {}

    /** @throws ProblemException 404 when that is no scope */
    static HaltScope scope(String text) {
        try {
            return HaltScope.parse(text == null ? "" : text);
        } catch (IllegalArgumentException e) {
            throw unknown(e.getMessage());
        }
    }

    /** A misspelt name would stop nothing and look like a halt. Agents and people have no list: {@link #doubt}. */
    static HaltScope existing(HaltScope scope, ToolCatalog tools) {
        return switch (scope.kind()) {
            case ALL, AGENT, PERSON -> scope;
            case TOOL -> oneOf(tools.all().stream().map(Tool::name).toList(), scope);
            case CONNECTION ->
                oneOf(
                        tools.all().stream()
                                .map(tool -> tool.manifest().connection())
                                .toList(),
                        scope);
        };
    }

    private static HaltScope oneOf(List<String> known, HaltScope scope) {
        if (!known.contains(scope.name())) {
            throw unknown("The gateway knows no " + kind(scope) + " of that name; it is not halted."
                    + NearNames.question(NearNames.of(scope.name(), known)));
        }
        return scope;
    }

    /** What an operator is told whose halt stops nobody that the gateway has met; it stands, for nobody is kept from stopping. */
    static Optional<String> doubt(HaltScope scope, SeenNames.Sight sight) {
        return sight.seen()
                ? Optional.empty()
                : Optional.of("No action of the " + kind(scope) + " " + scope.name()
                        + " has come to the gateway so far. The halt stands." + NearNames.question(sight.near()));
    }

    private static String kind(HaltScope scope) {
        return scope.kind().name().toLowerCase(Locale.ROOT);
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
