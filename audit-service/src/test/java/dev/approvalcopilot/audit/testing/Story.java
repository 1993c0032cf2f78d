package dev.approvalcopilot.audit.testing;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.approvalcopilot.contracts.Ids;
import dev.approvalcopilot.contracts.action.Action;
import dev.approvalcopilot.contracts.action.RiskLevel;
import dev.approvalcopilot.contracts.event.ActionClassified;
import dev.approvalcopilot.contracts.event.ActionDecided;
import dev.approvalcopilot.contracts.event.ActionExecuted;
import dev.approvalcopilot.contracts.event.ActionProposed;
import dev.approvalcopilot.contracts.event.ActionRef;
import dev.approvalcopilot.contracts.event.GrantIssued;
import dev.approvalcopilot.contracts.event.RunChanged;
import dev.approvalcopilot.contracts.event.SecurityEvent;
import dev.approvalcopilot.contracts.event.Service;
import dev.approvalcopilot.contracts.grant.GrantClaims;
import dev.approvalcopilot.contracts.json.CanonicalBytes;
import dev.approvalcopilot.contracts.json.Digest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** One run with one action, for one person, and the events of its life. */
public final class Story {

    /** Stands in the grant where the ID token stands; must never be seen outside. */
    public static final String EVIDENCE = "canary-evidence-id-token";

    /** Stands where the signature stands. */
    public static final String SIGNATURE = "canary-signature";

    private static final Digest SOME = Digest.of(new byte[0]);

    public final String principal;
    public final Action action;
    public final CanonicalBytes bytes;
    public final ActionRef ref;

    private Story(String principal) {
        this.principal = principal;
        this.action = new Action(
                URI.create("https://copilot.local"),
                Ids.next(),
                Ids.random128(),
                principal,
                "planner",
                Ids.next(),
                "github.delete_repository",
                SOME,
                "github",
                List.of(),
                JsonNodeFactory.instance.objectNode().put("owner", "octo").put("repo", "old-site"),
                Instant.now());
        this.bytes = action.toCanonicalBytes();
        this.ref = ActionRef.of(action, bytes.digest());
    }

    /** @param name such as {@code ada} */
    public static Story of(String name) {
        return new Story("auth0|" + name);
    }

    public UUID id() {
        return action.id();
    }

    public UUID run() {
        return action.run();
    }

    public RunChanged runStarted() {
        return new RunChanged(
                run(), principal, "planner", RunChanged.Change.STARTED, "Tidy up", "Began.", null, Instant.now());
    }

    public ActionProposed proposed() {
        return new ActionProposed(id(), bytes, "It is old.", Map.of(), Instant.now());
    }

    public ActionClassified classified() {
        return new ActionClassified(
                proposed(),
                bytes.digest(),
                RiskLevel.CRITICAL,
                ActionClassified.Disposition.HOLD,
                List.of(new ActionClassified.Reason("manifest_floor", "It deletes.", "manifest")),
                "octo/old-site is gone.",
                new ActionClassified.Obligations(true, 1, List.of(), Duration.ofDays(1), Duration.ZERO),
                SOME,
                "a.b.c",
                Instant.now());
    }

    public ActionDecided.Pending pending() {
        return new ActionDecided.Pending(ref, RiskLevel.CRITICAL, Instant.now().plusSeconds(60), Instant.now());
    }

    public ActionDecided.Approved approved() {
        return new ActionDecided.Approved(ref, principal, SOME, Ids.random128(), Instant.now());
    }

    public GrantIssued granted() {
        return new GrantIssued(id(), grant(), bytes);
    }

    /** Of the right shape; nothing here verifies its signature. */
    public String grant() {
        long now = Instant.now().getEpochSecond();
        var call = new GrantClaims.ToolCall(
                GrantClaims.ToolCall.TYPE, action.tool(), SOME, "github", "cac_1", List.of(), id(), bytes.digest());
        var claims = new GrantClaims(
                "https://copilot.local/approval",
                URI.create("https://copilot.local"),
                Ids.random128(),
                now,
                now,
                now + 60,
                principal,
                new GrantClaims.Actor("planner"),
                List.of(call),
                SOME,
                RiskLevel.CRITICAL,
                null,
                "0",
                List.of(new GrantClaims.Approver(
                        principal, now, List.of(new GrantClaims.Evidence(GrantClaims.Evidence.LOGIN_V1, EVIDENCE)))));
        return base64("{\"alg\":\"EdDSA\",\"typ\":\"approval-grant+jwt\"}") + "." + base64(claims.toJson()) + "."
                + SIGNATURE;
    }

    public ActionExecuted.Succeeded succeeded() {
        return new ActionExecuted.Succeeded(ref, JsonNodeFactory.instance.objectNode(), Instant.now());
    }

    /** Names nothing but the action's id. */
    public SecurityEvent security(Service service) {
        return new SecurityEvent(
                service, "grant_signature", "A grant with a wrong signature.", id(), null, Instant.now());
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
