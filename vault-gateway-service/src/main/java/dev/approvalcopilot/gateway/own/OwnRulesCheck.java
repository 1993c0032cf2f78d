package dev.approvalcopilot.gateway.own;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.approvalcopilot.contracts.own.Delegation;
import dev.approvalcopilot.contracts.own.Limit;
import dev.approvalcopilot.contracts.own.OwnRules;
import dev.approvalcopilot.gateway.grant.RefusalCode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What may become of a person's rules. Pure: it is given the rules as they are under the lock. */
final class OwnRulesCheck {

    private OwnRulesCheck() {}

    /** @throws IllegalArgumentException when the arguments are no limit */
    static Limit limit(UUID action, ObjectNode arguments) {
        return new Limit(
                action,
                text(arguments, "agent"),
                text(arguments, "tool"),
                text(arguments, "connection"),
                text(arguments, "argument"),
                arguments.hasNonNull("max") ? arguments.path("max").decimalValue() : null,
                arguments.hasNonNull("allowed") ? texts(arguments.path("allowed")) : null);
    }

    /**
     * @param now where no beginning is named
     * @throws IllegalArgumentException when the arguments are no delegation
     */
    static Delegation delegation(UUID action, ObjectNode arguments, Instant now) {
        var from = text(arguments, "from");
        return new Delegation(
                action,
                text(arguments, "to"),
                from == null ? now : instant(from),
                instant(text(arguments, "until")),
                texts(arguments.path("tools")));
    }

    static Optional<RefusalCode> refusal(OwnRules rules, Limit limit) {
        return rules.limits().size() >= Limit.MAX_A_PERSON
                ? Optional.of(RefusalCode.TOO_MANY_OWN_RULES)
                : Optional.empty();
    }

    /** @param backwards what the delegate has delegated themselves */
    static Optional<RefusalCode> refusal(
            OwnRules rules, String principal, Delegation delegation, List<Delegation> backwards, Instant now) {
        if (delegation.to().equals(principal)) {
            return Optional.of(RefusalCode.DELEGATION_TO_ONESELF);
        }
        if (!delegation.until().isAfter(now) || delegation.lastsTooLong()) {
            return Optional.of(RefusalCode.DELEGATION_DATES);
        }
        if (backwards.stream().anyMatch(other -> other.to().equals(principal) && other.overlaps(delegation))) {
            return Optional.of(RefusalCode.DELEGATION_CIRCLE);
        }
        return rules.delegations().size() >= Delegation.MAX_A_PERSON
                ? Optional.of(RefusalCode.TOO_MANY_OWN_RULES)
                : Optional.empty();
    }

    /** The limit that is meant: by its id, and by what it says. */
    static Optional<Limit> limitToRemove(OwnRules rules, ObjectNode arguments) {
        return rules.limits().stream()
                .filter(limit -> limit.id().toString().equals(text(arguments, "limit")))
                .filter(limit -> limit.words().equals(text(arguments, "says")))
                .findFirst();
    }

    /** The delegation that is meant: by its id, and by whom it lets decide. */
    static Optional<Delegation> delegationToEnd(OwnRules rules, ObjectNode arguments) {
        return rules.delegations().stream()
                .filter(delegation -> delegation.id().toString().equals(text(arguments, "delegation")))
                .filter(delegation -> delegation.to().equals(text(arguments, "to")))
                .findFirst();
    }

    private static String text(ObjectNode arguments, String name) {
        return arguments.hasNonNull(name) ? arguments.path(name).asText() : null;
    }

    private static List<String> texts(JsonNode array) {
        var texts = new ArrayList<String>();
        array.forEach(element -> texts.add(element.asText()));
        return texts;
    }

    private static Instant instant(String text) {
        try {
            return text == null ? null : Instant.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("no time", e);
        }
    }
}
