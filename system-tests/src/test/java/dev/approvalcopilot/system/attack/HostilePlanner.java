package dev.approvalcopilot.system.attack;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.approvalcopilot.contracts.Ids;
import dev.approvalcopilot.contracts.action.Action;
import dev.approvalcopilot.contracts.action.RiskLevel;
import dev.approvalcopilot.contracts.event.ActionProposed;
import dev.approvalcopilot.contracts.event.EventType;
import dev.approvalcopilot.contracts.event.Service;
import dev.approvalcopilot.contracts.event.Topic;
import dev.approvalcopilot.contracts.json.CanonicalBytes;
import dev.approvalcopilot.contracts.json.Json;
import dev.approvalcopilot.contracts.manifest.ToolCatalog;
import dev.approvalcopilot.system.testing.CloudEvents;
import dev.approvalcopilot.system.testing.Product;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Proposes whatever it likes for whomever it likes, past every check of the planner. */
final class HostilePlanner {
    static final URI DEPLOYMENT = URI.create("https://copilot.local");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Product product;
    private final String agent;
    private final ToolCatalog tools;

    /** @param agent of its own, so that what it does a lot of raises nobody else's risk */
    HostilePlanner(Product product, String agent) {
        this.product = product;
        this.agent = agent;
        this.tools = ToolCatalog.load(product.installation().tools());
    }

    Lure message(String person, String text) throws SQLException {
        return lure(person, "slack.post_message", Map.of("channel", "#general", "text", text));
    }

    Lure deletion(String person, String repository) throws SQLException {
        return lure(
                person,
                "github.delete_repository",
                Map.of("owner", "octo", "repo", repository, "expected_pushed_at", "2001-01-01T00:00:00Z"));
    }

    Lure lure(String person, String tool, Map<String, ?> arguments) throws SQLException {
        return lure(person, tool, arguments, UnaryOperator.identity());
    }

    /** @param twist changes the finished action, which need not fit its tool any more */
    Lure lure(String person, String tool, Map<String, ?> arguments, UnaryOperator<Action> twist) throws SQLException {
        return awaitClassified(propose(action(person, tool, arguments, twist)));
    }

    Action action(String person, String tool, Map<String, ?> arguments, UnaryOperator<Action> twist) {
        var known = tools.find(tool).orElseThrow();
        ObjectNode tree = Json.MAPPER.valueToTree(arguments);
        return twist.apply(new Action(
                DEPLOYMENT,
                Ids.next(),
                Ids.random128(),
                "auth0|" + person,
                agent,
                Ids.next(),
                tool,
                known.digest(),
                known.manifest().connection(),
                known.manifest().scopes(),
                tree,
                Instant.now()));
    }

    Action propose(Action action) {
        var bytes = action.toCanonicalBytes();
        var proposal = new ActionProposed(action.id(), bytes, "Please.", Map.of(), action.proposedAt());
        product.broker()
                .sendAsOwner(CloudEvents.of(
                        Topic.ACTIONS_PROPOSED, action.id().toString(), EventType.ACTION_PROPOSED, proposal));
        return action;
    }

    /** Until it has come through the risk-service and lies at the approval-service, held or refused. */
    Lure awaitClassified(Action action) throws SQLException {
        var query = "select %s from approvals where id = '" + action.id() + "'";
        var classification = await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(
                        () -> product.databases().text(Service.APPROVAL, query.formatted("classification")),
                        found -> found.isPresent())
                .orElseThrow();
        var level = product.databases()
                .text(Service.APPROVAL, query.formatted("level"))
                .orElseThrow();
        CanonicalBytes bytes = action.toCanonicalBytes();
        return new Lure(action, bytes, RiskLevel.valueOf(level), classification);
    }
}
