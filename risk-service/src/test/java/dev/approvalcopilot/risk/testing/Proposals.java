package dev.approvalcopilot.risk.testing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.approvalcopilot.contracts.Ids;
import dev.approvalcopilot.contracts.action.Action;
import dev.approvalcopilot.contracts.event.ActionProposed;
import dev.approvalcopilot.contracts.json.Digest;
import dev.approvalcopilot.contracts.json.Json;
import dev.approvalcopilot.contracts.manifest.Tool;
import dev.approvalcopilot.contracts.manifest.ToolCatalog;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A proposal as a sound planner makes it, with one thing after the other to spoil. */
public final class Proposals {

    public static final URI DEPLOYMENT = URI.create("https://copilot.local");

    private final Tool known;
    private URI deployment = DEPLOYMENT;
    private UUID id = Ids.next();
    private UUID eventsId;
    private String principal = "auth0|" + Ids.next();
    private String agent = "planner";
    private String tool;
    private Digest manifest;
    private String connection;
    private List<String> scopes;
    private ObjectNode arguments = Json.MAPPER.createObjectNode();
    private String rationale = "";

    private Proposals(Tool tool) {
        this.known = tool;
        this.tool = tool.name();
        this.manifest = tool.digest();
        this.connection = tool.manifest().connection();
        this.scopes = tool.manifest().scopes();
    }

    public static Proposals of(ToolCatalog tools, String tool, Map<String, Object> arguments) {
        return new Proposals(tools.find(tool).orElseThrow()).arguments(arguments);
    }

    public static Proposals deletingARepository(ToolCatalog tools) {
        return of(
                tools,
                "github.delete_repository",
                Map.of("owner", "octo", "repo", "old-site", "expected_pushed_at", "2023-02-14T16:20:00Z"));
    }

    public static Proposals readingIssues(ToolCatalog tools) {
        return of(tools, "github.list_issues", Map.of("owner", "octo", "repo", "site"));
    }

    public static Proposals posting(ToolCatalog tools, String text) {
        return of(tools, "slack.post_message", Map.of("channel", "#web", "text", text));
    }

    public static Proposals mailing(ToolCatalog tools, String to) {
        return of(tools, "gmail.send_message", Map.of("to", to, "subject", "Hello", "text", "Hello."));
    }

    public Proposals deployment(String value) {
        deployment = URI.create(value);
        return this;
    }

    public Proposals id(UUID value) {
        id = value;
        return this;
    }

    /** The id that the event names, if not the action's. */
    public Proposals eventsId(UUID value) {
        eventsId = value;
        return this;
    }

    public Proposals principal(String value) {
        principal = value;
        return this;
    }

    public Proposals agent(String value) {
        agent = value;
        return this;
    }

    public Proposals tool(String value) {
        tool = value;
        return this;
    }

    public Proposals manifest(Digest value) {
        manifest = value;
        return this;
    }

    public Proposals connection(String value) {
        connection = value;
        return this;
    }

    public Proposals scopes(String... values) {
        scopes = List.of(values);
        return this;
    }

    public Proposals arguments(Map<String, Object> values) {
        arguments = Json.MAPPER.valueToTree(values);
        return this;
    }

    public Proposals rationale(String value) {
        rationale = value;
        return this;
    }

    public Tool known() {
        return known;
    }

    public Action action() {
        return new Action(
                deployment,
                id,
                Ids.random128(),
                principal,
                agent,
                Ids.next(),
                tool,
                manifest,
                connection,
                scopes,
                arguments,
                Instant.now());
    }

    public ActionProposed event() {
        return new ActionProposed(
                eventsId == null ? id : eventsId, action().toCanonicalBytes(), rationale, Map.of(), Instant.now());
    }
}
