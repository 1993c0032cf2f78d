package dev.approvalcopilot.approval.own;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.approvalcopilot.approval.DatabaseClock;
import dev.approvalcopilot.approval.identity.People;
import dev.approvalcopilot.approval.tool.InstalledTools;
import dev.approvalcopilot.contracts.manifest.Tool;
import dev.approvalcopilot.contracts.own.Delegation;
import dev.approvalcopilot.contracts.own.Limit;
import dev.approvalcopilot.contracts.own.NearNames;
import dev.approvalcopilot.contracts.own.OwnRules;
import dev.approvalcopilot.contracts.own.RuleNames;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;

/**
 * What is wrong with a rule before anybody is asked about it: names that stand for nothing, and what the gateway would refuse
 * after the approval. The gateway checks again by itself.
 */
@ApplicationScoped
public class OwnRuleCheck {
    /** Letters that may be wrong in a name that is offered instead: what is further from it is another name, and no slip. */
    private static final int SLIPS = 2;

    private static final Set<String> ALWAYS = Set.of(OwnRules.PAGE, "planner");

    private final Jdbi jdbi;
    private final InstalledTools tools;
    private final People people;
    private final OwnRulesCopy rules;

    OwnRuleCheck(Jdbi jdbi, InstalledTools tools, People people, OwnRulesCopy rules) {
        this.jdbi = jdbi;
        this.tools = tools;
        this.people = people;
        this.rules = rules;
    }

    /**
     * One line for each thing, as {@link Tool#violations} writes them; empty for every tool that makes no rule.
     *
     * @param principal whose rule it would be
     * @param arguments that fit the tool's schema
     */
    public List<String> violations(String principal, Tool tool, ObjectNode arguments) {
        var builtin = tool.manifest().builtin();
        if (builtin == null) {
            return List.of();
        }
        var wrong = new ArrayList<>(RuleNames.unknown(builtin, arguments, tools.all()));
        switch (builtin) {
            case SET_LIMITS -> wrong.addAll(limit(principal, arguments));
            case DELEGATE -> wrong.addAll(delegation(principal, arguments));
            case REMOVE_LIMITS, END_DELEGATION -> {}
        }
        return wrong;
    }

    private List<String> limit(String principal, ObjectNode arguments) {
        var wrong = new ArrayList<String>();
        var agent = arguments.path("agent").textValue();
        if (agent != null && !hasActed(agent)) {
            wrong.add("/agent: no agent named " + agent + " has asked for anything here. It can be named once it has."
                    + NearNames.question(NearNames.of(agent, agents(principal), SLIPS)));
        }
        if (rules.of(principal, now()).limits().size() >= Limit.MAX_A_PERSON) {
            wrong.add("/: you have " + Limit.MAX_A_PERSON + " limits, as many as one can have. Take one back first.");
        }
        return wrong;
    }

    private List<String> delegation(String principal, ObjectNode arguments) {
        var wrong = new ArrayList<String>();
        var to = arguments.path("to").asText();
        if (to.equals(principal)) {
            wrong.add("/to: nobody delegates to themselves.");
        } else if (!people.isKnown(to)) {
            wrong.add(nobody(to));
        }
        if (rules.of(principal, now()).delegations().size() >= Delegation.MAX_A_PERSON) {
            wrong.add(
                    "/: you have " + Delegation.MAX_A_PERSON + " delegations, as many as one can have. End one first.");
        }
        wrong.addAll(span(arguments));
        return wrong;
    }

    /** That nobody here is known by that id, as one line of {@link #violations}. */
    public String nobody(String id) {
        return "/to: there is nobody with the id " + id
                + " here, or they have not signed in yet. Their own settings show" + " them their id."
                + NearNames.question(people.near(id, SLIPS));
    }

    private List<String> span(ObjectNode arguments) {
        try {
            var now = now();
            var from = arguments.hasNonNull("from")
                    ? Instant.parse(arguments.path("from").asText())
                    : now;
            var until = Instant.parse(arguments.path("until").asText());
            if (!until.isAfter(now)) {
                return List.of("/until: that is over already.");
            }
            if (!from.isBefore(until)) {
                return List.of("/until: it would end before it begins.");
            }
            return Duration.between(from, until).compareTo(Delegation.LONGEST) > 0
                    ? List.of("/until: a delegation lasts at most " + Delegation.LONGEST.toDays() + " days.")
                    : List.of();
        } catch (DateTimeException e) {
            return List.of("/until: there is no such time.");
        }
    }

    /** Whether the agent has asked anybody for anything, or always may. */
    private boolean hasActed(String agent) {
        return ALWAYS.contains(agent)
                || jdbi.withHandle(handle -> handle.createQuery("""
                                select exists(select from approvals where agent = :agent)
                                    or exists(select from runs where agent = :agent)""")
                        .bind("agent", agent)
                        .mapTo(Boolean.class)
                        .one());
    }

    /** Those that have acted for the person, and those that always may: others' are not told. */
    private Set<String> agents(String principal) {
        var known = jdbi.withHandle(handle -> handle.createQuery("""
                        select agent from approvals where principal = :principal
                        union select agent from runs where principal = :principal
                        """)
                .bind("principal", principal)
                .mapTo(String.class)
                .list());
        return Stream.concat(ALWAYS.stream(), known.stream()).collect(Collectors.toSet());
    }

    private Instant now() {
        return jdbi.withHandle(DatabaseClock::now);
    }
}
