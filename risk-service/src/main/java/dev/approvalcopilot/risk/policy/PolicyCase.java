package dev.approvalcopilot.risk.policy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.approvalcopilot.contracts.action.RiskLevel;
import dev.approvalcopilot.contracts.event.ActionClassified.Reason;
import dev.approvalcopilot.contracts.manifest.ToolCatalog;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * An example of an action with what one policy must make of it.
 *
 * @param name what it shows
 * @param tool of the tools folder
 * @param arguments that pass the tool's schema: others never reach a policy
 * @param principal default {@code auth0|somebody}
 * @param agent default {@code planner}
 * @param history default: used before, nothing within the hour
 * @param now default a Monday morning
 */
record PolicyCase(
        String name,
        String tool,
        ObjectNode arguments,
        String principal,
        String agent,
        History history,
        Instant now,
        Expected expect) {

    /** A policy's cases, {@code NAME.cases.yaml} beside it. */
    record File(List<PolicyCase> cases) {
        File {
            if (cases == null || cases.isEmpty()) {
                throw new IllegalArgumentException("cases: at least one that applies and one that does not");
            }
            cases = List.copyOf(cases);
        }
    }

    /**
     * @param applies whether the policy says yes
     * @param level what becomes of the tool's floor by this policy alone; not compared if left out
     * @param deny whether it is denied; not compared if left out
     * @param alternative what the agent is told that it could do instead; not compared if left out
     */
    record Expected(Boolean applies, RiskLevel level, Boolean deny, String alternative) {
        Expected {
            if (applies == null) {
                throw new IllegalArgumentException("expect: applies is missing");
            }
        }
    }

    PolicyCase {
        if (name == null || tool == null || arguments == null || expect == null) {
            throw new IllegalArgumentException("a case needs name, tool, arguments and expect");
        }
        principal = Objects.requireNonNullElse(principal, "auth0|somebody");
        agent = Objects.requireNonNullElse(agent, "planner");
        history = Objects.requireNonNullElse(history, new History(0, false));
        now = Objects.requireNonNullElse(now, Instant.parse("2026-01-05T10:00:00Z"));
    }

    /** What is wrong; empty when the policy does what the case says. */
    Optional<String> failure(Policy policy, ToolCatalog tools, Limits limits) {
        var found = tools.find(tool);
        if (found.isEmpty()) {
            return Optional.of("no tool " + tool + " in the tools folder");
        }
        var violations = found.get().violations(arguments);
        if (!violations.isEmpty()) {
            return Optional.of("the tool refuses these arguments: " + violations.getFirst());
        }
        var facts = new Facts(found.get().manifest(), principal, agent, arguments, history, now);
        return difference(policy.judge(facts, limits));
    }

    private Optional<String> difference(Verdict verdict) {
        if (!verdict.failed().isEmpty()) {
            return Optional.of("the policy gave no answer: "
                    + verdict.failed().values().iterator().next());
        }
        boolean applied = !verdict.reasons().isEmpty();
        if (applied != expect.applies()) {
            return Optional.of("expected applies: " + expect.applies() + ", got " + applied);
        }
        if (expect.level() != null && expect.level() != verdict.level()) {
            return Optional.of("expected level: " + expect.level() + ", got " + verdict.level());
        }
        if (expect.deny() != null && expect.deny() != verdict.denied()) {
            return Optional.of("expected deny: " + expect.deny() + ", got " + verdict.denied());
        }
        return differentAlternative(verdict);
    }

    private Optional<String> differentAlternative(Verdict verdict) {
        if (expect.alternative() == null) {
            return Optional.empty();
        }
        var told = verdict.reasons().stream()
                .map(Reason::alternative)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse("none");
        return told.equals(expect.alternative())
                ? Optional.empty()
                : Optional.of("expected alternative: " + expect.alternative() + ", got " + told);
    }
}
