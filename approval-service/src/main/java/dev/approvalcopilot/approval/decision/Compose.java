package dev.approvalcopilot.approval.decision;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.approvalcopilot.approval.DatabaseClock;
import dev.approvalcopilot.approval.own.OwnRuleCheck;
import dev.approvalcopilot.approval.tool.InstalledTools;
import dev.approvalcopilot.contracts.Ids;
import dev.approvalcopilot.contracts.action.Action;
import dev.approvalcopilot.contracts.event.ActionEdited;
import dev.approvalcopilot.contracts.event.ActionProposed.Origin;
import dev.approvalcopilot.contracts.json.MalformedJson;
import dev.approvalcopilot.contracts.manifest.Tool;
import dev.approvalcopilot.contracts.own.OwnRules;
import dev.approvalcopilot.support.outbox.Outbox;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Jdbi;

/**
 * Makes an action that no agent proposed. It is classified, held, decided and executed like any other: to ask for something is
 * not to decide it.
 */
@ApplicationScoped
public class Compose {
    /** The agent of what a person asks for on the page or over the API. */
    public static final String PAGE = OwnRules.PAGE;

    private static final Logger LOG = Logger.getLogger(Compose.class);

    private final Jdbi jdbi;
    private final InstalledTools tools;
    private final OwnRuleCheck ownRules;
    private final Outbox outbox;
    private final URI deployment;

    Compose(
            Jdbi jdbi,
            InstalledTools tools,
            OwnRuleCheck ownRules,
            Outbox outbox,
            @ConfigProperty(name = "copilot.deployment") URI deployment) {
        this.jdbi = jdbi;
        this.tools = tools;
        this.ownRules = ownRules;
        this.outbox = outbox;
        this.deployment = deployment;
    }

    /**
     * In the transaction of the caller. The action shows when it is classified, a moment later.
     *
     * @param principal whose action it is, and who decides it
     * @param agent in whose name: {@link #PAGE}, or another that no planner has
     * @return the id of the action, in a run of its own
     * @throws InvalidArguments when there is no such tool, or the arguments do not fit it; nothing was made
     */
    public UUID compose(String principal, String agent, String tool, ObjectNode arguments) {
        var installed = tools.find(tool)
                .orElseThrow(() -> new InvalidArguments(List.of("There is no tool " + tool + " here.")));
        var violations = installed.violations(arguments);
        if (violations.isEmpty()) {
            violations = ownRules.violations(principal, installed, arguments);
        }
        if (!violations.isEmpty()) {
            throw new InvalidArguments(violations);
        }
        try {
            var now = jdbi.withHandle(DatabaseClock::now);
            var action = action(principal, agent, installed, arguments, now);
            outbox.add(
                    new ActionEdited(action.id(), action.toCanonicalBytes(), "", origins(agent, arguments), null, now));
            LOG.infof("event=composed action=%s tool=%s agent=%s", action.id(), tool, agent);
            return action.id();
        } catch (MalformedJson e) {
            throw new InvalidArguments(List.of("arguments: " + e.reason().text()));
        }
    }

    private Action action(String principal, String agent, Tool tool, ObjectNode arguments, Instant now) {
        return new Action(
                deployment,
                Ids.next(),
                Ids.random128(),
                principal,
                agent,
                Ids.next(),
                tool.name(),
                tool.digest(),
                tool.manifest().connection(),
                tool.manifest().scopes(),
                arguments,
                now);
    }

    private static Map<String, Origin> origins(String agent, ObjectNode arguments) {
        var origin = agent.equals(PAGE) ? Origin.TYPED : Origin.MODEL;
        return arguments.properties().stream().collect(Collectors.toMap(Map.Entry::getKey, _ -> origin));
    }
}
