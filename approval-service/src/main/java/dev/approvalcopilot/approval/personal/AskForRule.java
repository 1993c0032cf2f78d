package dev.approvalcopilot.approval.personal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.approvalcopilot.approval.account.TenantUsers;
import dev.approvalcopilot.approval.auth0.Auth0Unavailable;
import dev.approvalcopilot.approval.decision.Compose;
import dev.approvalcopilot.approval.decision.InvalidArguments;
import dev.approvalcopilot.approval.identity.People;
import dev.approvalcopilot.approval.inbox.ApprovalQueries;
import dev.approvalcopilot.approval.own.OwnRuleCheck;
import dev.approvalcopilot.approval.own.OwnRulesCopy;
import dev.approvalcopilot.contracts.json.Json;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Makes the action that would change a person's own rules. */
@ApplicationScoped
public class AskForRule {
    private final Compose compose;
    private final OwnRulesCopy rules;
    private final People people;
    private final TenantUsers users;
    private final OwnRuleCheck check;

    AskForRule(Compose compose, OwnRulesCopy rules, People people, TenantUsers users, OwnRuleCheck check) {
        this.check = check;
        this.people = people;
        this.users = users;
        this.compose = compose;
        this.rules = rules;
    }

    /**
     * @param arguments of {@code self.set_limits}
     * @return the action, which shows when it is classified
     * @throws dev.approvalcopilot.approval.decision.InvalidArguments when they say no limit
     */
    public UUID limit(String person, ObjectNode arguments) {
        return ask(person, "self.set_limits", arguments);
    }

    /**
     * @param arguments of {@code self.delegate}
     * @throws dev.approvalcopilot.approval.decision.InvalidArguments when they say no delegation
     */
    public UUID delegation(String person, ObjectNode arguments) {
        var to = arguments.path("to").asText();
        if (!to.isBlank() && !people.isKnown(to)) {
            requireInTenant(to);
        }
        return ask(person, "self.delegate", arguments);
    }

    /** Whoever has not signed in here yet may be in the tenant all the same. Not in a transaction: Auth0 is asked. */
    private void requireInTenant(String sub) {
        try {
            if (!users.has(sub)) {
                throw new InvalidArguments(List.of(check.nobody(sub)));
            }
            people.noteTenantUser(sub);
        } catch (Auth0Unavailable e) {
            throw new InvalidArguments(List.of("/to: Auth0 does not answer, so nobody can say whether there is anybody"
                    + " with the id " + sub + ". Try again in a minute."));
        }
    }

    /** @throws dev.approvalcopilot.support.problem.ProblemException {@code not_found}, when it is none of theirs in force */
    public UUID removal(String person, UUID limit) {
        var says = rules.of(person, Instant.now()).limits().stream()
                .filter(one -> one.id().equals(limit))
                .findFirst()
                .orElseThrow(ApprovalQueries::notFound)
                .words();
        return ask(
                person,
                "self.remove_limits",
                Json.MAPPER.createObjectNode().put("limit", limit.toString()).put("says", says));
    }

    /** @throws dev.approvalcopilot.support.problem.ProblemException {@code not_found}, when it is none of theirs in force */
    public UUID end(String person, UUID delegation) {
        var to = rules.of(person, Instant.now()).delegations().stream()
                .filter(one -> one.id().equals(delegation))
                .findFirst()
                .orElseThrow(ApprovalQueries::notFound)
                .to();
        return ask(
                person,
                "self.end_delegation",
                Json.MAPPER
                        .createObjectNode()
                        .put("delegation", delegation.toString())
                        .put("to", to));
    }

    private UUID ask(String person, String tool, ObjectNode arguments) {
        return QuarkusTransaction.requiringNew().call(() -> compose.compose(person, Compose.PAGE, tool, arguments));
    }
}
