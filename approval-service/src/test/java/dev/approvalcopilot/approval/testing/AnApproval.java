package dev.approvalcopilot.approval.testing;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.approvalcopilot.approval.inbox.Approval;
import dev.approvalcopilot.approval.inbox.ApprovalState;
import dev.approvalcopilot.approval.inbox.Decided;
import dev.approvalcopilot.approval.inbox.ToolFacts;
import dev.approvalcopilot.contracts.Ids;
import dev.approvalcopilot.contracts.action.Action;
import dev.approvalcopilot.contracts.action.RiskLevel;
import dev.approvalcopilot.contracts.event.ActionClassified.Obligations;
import dev.approvalcopilot.contracts.manifest.Reversibility;
import dev.approvalcopilot.contracts.manifest.ScopeMode;
import dev.approvalcopilot.contracts.review.ReviewDocument.Account;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Builds a held action for tests of pure code. By default pending, MEDIUM, an hour to go. */
public final class AnApproval {
    public static final Instant NOW = Instant.parse("2026-11-23T20:10:00Z");
    public static final Account ACCOUNT = new Account("cac_1", "sign-in-with-slack");
    public static final String CLASSIFICATION = "a.classification.jws";
    public static final String ADA = "auth0|ada";

    private RiskLevel level = RiskLevel.MEDIUM;
    private boolean freshLogin;
    private int quorum = 1;
    private List<String> groups = List.of();
    private Boolean excludesRequester;
    private Instant expiresAt = NOW.plusSeconds(3600);
    private ApprovalState state = ApprovalState.PENDING;
    private Decided decided;

    private AnApproval() {}

    public static AnApproval pending() {
        return new AnApproval();
    }

    public AnApproval level(RiskLevel level) {
        this.level = level;
        return this;
    }

    public AnApproval needingAFreshLogin() {
        this.freshLogin = true;
        return this;
    }

    public AnApproval needing(int quorum) {
        this.quorum = quorum;
        return this;
    }

    public AnApproval fromGroups(String... groups) {
        this.groups = List.of(groups);
        return this;
    }

    public AnApproval excludingTheRequester() {
        this.excludesRequester = true;
        return this;
    }

    public AnApproval expiresAt(Instant expiresAt) {
        this.expiresAt = expiresAt;
        return this;
    }

    public AnApproval decided(Decided decided, ApprovalState state) {
        this.decided = decided;
        this.state = state;
        return this;
    }

    public Approval build() {
        var action = new Action(
                URI.create("https://copilot.local"),
                Ids.next(),
                Ids.random128(),
                ADA,
                "planner",
                Ids.next(),
                "slack.post_message",
                Reviews.digest("manifest"),
                "sign-in-with-slack",
                List.of("chat:write"),
                JsonNodeFactory.instance.objectNode().put("channel", "#general"),
                NOW.minusSeconds(60));
        var bytes = action.toCanonicalBytes();
        return new Approval(
                action.id(),
                bytes.digest(),
                bytes,
                action,
                level,
                Reviews.digest("policy"),
                CLASSIFICATION,
                List.of(),
                new Obligations(
                        freshLogin, quorum, groups, Duration.ofHours(1), Duration.ZERO, excludesRequester, null),
                "Everybody can read it.",
                new ToolFacts(
                        "Post a message",
                        "Post a message in #general",
                        Reversibility.EXTERNALLY_REVERSIBLE,
                        ScopeMode.FIXED,
                        List.of(),
                        null),
                "I was asked to.",
                Map.of(),
                state,
                NOW.minusSeconds(30),
                expiresAt,
                decided,
                null,
                null);
    }
}
