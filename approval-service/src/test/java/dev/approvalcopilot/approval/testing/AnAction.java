package dev.approvalcopilot.approval.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.approvalcopilot.contracts.Ids;
import dev.approvalcopilot.contracts.action.Action;
import dev.approvalcopilot.contracts.action.RiskLevel;
import dev.approvalcopilot.contracts.event.ActionClassified;
import dev.approvalcopilot.contracts.event.ActionClassified.Disposition;
import dev.approvalcopilot.contracts.event.ActionClassified.Obligations;
import dev.approvalcopilot.contracts.event.ActionClassified.Reason;
import dev.approvalcopilot.contracts.event.ActionClassified.Waiting;
import dev.approvalcopilot.contracts.event.ActionProposed;
import dev.approvalcopilot.contracts.event.ActionProposed.Origin;
import dev.approvalcopilot.contracts.json.CanonicalBytes;
import dev.approvalcopilot.contracts.json.Digest;
import dev.approvalcopilot.contracts.manifest.Tool;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** Builds a classified action. By default Ada's message to #general, MEDIUM, to be held for a day. */
public final class AnAction {
    public static final String DEPLOYMENT = "https://copilot.local";
    private static final Digest POLICY = Digest.of("policies".getBytes(StandardCharsets.UTF_8));

    private final UUID id = Ids.next();
    private final Tool tool;
    private String principal = "auth0|ada";
    private String agent = "planner";
    private UUID run = Ids.next();
    private URI deployment = URI.create(DEPLOYMENT);
    private Digest manifest;
    private String toolName;
    private ObjectNode arguments;
    private RiskLevel level;
    private Disposition disposition = Disposition.HOLD;
    private Duration expiry = Duration.ofDays(1);
    private int quorum = 1;
    private Duration dwell = Duration.ZERO;
    private List<String> groups = List.of();
    private Boolean excludesRequester;
    private Waiting waiting;
    private String alternative;
    private Digest claimedDigest;
    private List<Reason> raised = List.of();

    private AnAction(Tool tool, Map<String, String> arguments) {
        this.tool = tool;
        this.toolName = tool.name();
        this.manifest = tool.digest();
        this.level = tool.manifest().riskFloor();
        this.arguments = JsonNodeFactory.instance.objectNode();
        arguments.forEach(this.arguments::put);
    }

    public static AnAction of(String tool, Map<String, String> arguments) {
        return new AnAction(TheStack.tools().find(tool).orElseThrow(), arguments);
    }

    public static AnAction postingAMessage() {
        return of("slack.post_message", Map.of("channel", "#general", "text", "The build is green."));
    }

    public static AnAction deletingARepository() {
        return of(
                "github.delete_repository",
                Map.of("owner", "octo", "repo", "old-site", "expected_pushed_at", "2023-02-14T16:20:00Z"));
    }

    public static AnAction gettingARepository() {
        return of("github.get_repository", Map.of("owner", "octo", "repo", "old-site"));
    }

    public static AnAction sendingAMail() {
        return of("gmail.send_message", Map.of("to", "legal@acme.test", "subject", "Notice", "text", "It goes today."));
    }

    public AnAction of(String principal) {
        this.principal = principal;
        return this;
    }

    public AnAction askedBy(String agent) {
        this.agent = agent;
        return this;
    }

    public AnAction inRun(UUID run) {
        this.run = run;
        return this;
    }

    public AnAction forDeployment(String deployment) {
        this.deployment = URI.create(deployment);
        return this;
    }

    public AnAction knowingManifest(Digest manifest) {
        this.manifest = manifest;
        return this;
    }

    public AnAction callingTool(String name) {
        this.toolName = name;
        return this;
    }

    public AnAction with(String argument, String value) {
        arguments.put(argument, value);
        return this;
    }

    public AnAction with(String argument, JsonNode value) {
        arguments.set(argument, value);
        return this;
    }

    public AnAction classified(RiskLevel level) {
        this.level = level;
        return this;
    }

    public AnAction raisedBy(String policy) {
        raised = List.of(new Reason("raised", "A policy raised it.", policy, null));
        return this;
    }

    public AnAction denied() {
        this.disposition = Disposition.DENY;
        return this;
    }

    public AnAction expiringAfter(Duration expiry) {
        this.expiry = expiry;
        return this;
    }

    public AnAction needing(int quorum) {
        this.quorum = quorum;
        return this;
    }

    public AnAction fromGroups(String... groups) {
        this.groups = List.of(groups);
        return this;
    }

    public AnAction excludingTheRequester() {
        this.excludesRequester = true;
        return this;
    }

    public AnAction waiting(Waiting waiting) {
        this.waiting = waiting;
        return this;
    }

    public AnAction withAnAlternative(String alternative) {
        this.alternative = alternative;
        return this;
    }

    public AnAction wantingToBeRead(Duration dwell) {
        this.dwell = dwell;
        return this;
    }

    public AnAction claimingDigest(Digest digest) {
        this.claimedDigest = digest;
        return this;
    }

    public UUID id() {
        return id;
    }

    public Action action() {
        return new Action(
                deployment,
                id,
                Ids.random128(),
                principal,
                agent,
                run,
                toolName,
                manifest,
                tool.manifest().connection(),
                tool.manifest().scopes(),
                arguments,
                Instant.now());
    }

    private List<Reason> reasons() {
        var floor = new Reason("floor", "The tool is never below " + level + ".", "manifest", alternative);
        return Stream.concat(Stream.of(floor), raised.stream()).toList();
    }

    public ActionClassified build() {
        CanonicalBytes bytes = action().toCanonicalBytes();
        var proposal = new ActionProposed(
                id, bytes, "I was asked to.", Map.of(arguments.fieldNames().next(), Origin.TYPED), Instant.now());
        var digest = claimedDigest == null ? bytes.digest() : claimedDigest;
        return Signed.byRisk(new ActionClassified(
                proposal,
                digest,
                level,
                disposition,
                reasons(),
                tool.impact(arguments),
                new Obligations(level == RiskLevel.CRITICAL, quorum, groups, expiry, dwell, excludesRequester, waiting),
                POLICY,
                null,
                Instant.now()));
    }
}
