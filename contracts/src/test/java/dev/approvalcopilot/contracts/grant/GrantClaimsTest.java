package dev.approvalcopilot.contracts.grant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.approvalcopilot.contracts.action.RiskLevel;
import dev.approvalcopilot.contracts.classification.ClassificationClaims;
import dev.approvalcopilot.contracts.event.EventLimits;
import dev.approvalcopilot.contracts.event.GrantIssued;
import dev.approvalcopilot.contracts.grant.GrantClaims.Actor;
import dev.approvalcopilot.contracts.grant.GrantClaims.Approver;
import dev.approvalcopilot.contracts.grant.GrantClaims.Evidence;
import dev.approvalcopilot.contracts.grant.GrantClaims.ToolCall;
import dev.approvalcopilot.contracts.identity.Agent;
import dev.approvalcopilot.contracts.identity.Principal;
import dev.approvalcopilot.contracts.json.CanonicalBytes;
import dev.approvalcopilot.contracts.json.Digest;
import dev.approvalcopilot.contracts.json.Json;
import dev.approvalcopilot.contracts.json.MalformedJson;
import dev.approvalcopilot.contracts.json.StrictJson;
import java.net.URI;
import java.time.Instant;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GrantClaimsTest {

    private static final Digest DIGEST = Digest.of(new byte[] {1});
    private static final ToolCall CALL = new ToolCall(
            ToolCall.TYPE,
            "github.create_issue",
            DIGEST,
            "github",
            "cac_1",
            List.of("repo"),
            UUID.fromString("0198f3a0-0000-7000-8000-000000000001"),
            DIGEST);

    private static GrantClaims claims(ToolCall... calls) {
        return new GrantClaims(
                "https://copilot.local/approval",
                URI.create("https://copilot.local"),
                "AAAAAAAAAAAAAAAAAAAAAA",
                1_800_000_000,
                1_800_000_000,
                1_800_000_060,
                "auth0|ada",
                new Actor("planner"),
                List.of(calls),
                DIGEST,
                RiskLevel.CRITICAL,
                "a.b.c",
                "0",
                List.of(new Approver(
                        "auth0|ada", 1_800_000_000, List.of(new Evidence(Evidence.LOGIN_V1, "the-id-token")))));
    }

    @Test
    void isReadBackAsItWasSigned() {
        assertThat(GrantClaims.fromJson(claims(CALL).toJson())).isEqualTo(claims(CALL));
    }

    /** The longest of everything: then no grant that is issued is too long for the gateway, and no event for its topic. */
    @Test
    void isNeverLongerThanTheGatewayLooksAtNorThanAnEvent() {
        var sub = "s".repeat(Principal.MAX_LENGTH);
        var evidence = "t".repeat(GrantClaims.MAX_EVIDENCE_LENGTH / 20);
        var approvers = Collections.nCopies(
                20, new Approver(sub, 1_800_000_000, List.of(new Evidence(Evidence.LOGIN_V1, evidence))));
        var largest = new GrantClaims(
                "https://copilot.local/approval",
                URI.create("https://copilot.local"),
                "AAAAAAAAAAAAAAAAAAAAAA",
                1_800_000_000,
                1_800_000_000,
                1_800_000_060,
                sub,
                new Actor("a".repeat(Agent.MAX_LENGTH)),
                List.of(CALL),
                DIGEST,
                RiskLevel.CRITICAL,
                "c".repeat(ClassificationClaims.MAX_LENGTH),
                "9".repeat(18),
                approvers);
        var payload = largest.toJson();
        var compact = "h".repeat(200) + "." + base64(payload.length()) + "." + "s".repeat(86);
        var event = new GrantIssued(UUID.randomUUID(), compact, CanonicalBytes.of(Json.MAPPER.createObjectNode()));

        assertThat(compact.length()).isLessThanOrEqualTo(GrantClaims.MAX_LENGTH);
        assertThat(GrantClaims.fromJson(payload)).isEqualTo(largest);
        assertThat(EventLimits.violation(event)).isEmpty();
        assertThat(GrantClaims.MAX_LENGTH + base64(StrictJson.MAX_BYTES).length() + 1_000)
                .isLessThanOrEqualTo(EventLimits.EVENT_BYTES);
    }

    private static String base64(int bytes) {
        return Base64.getUrlEncoder().encodeToString(new byte[bytes]);
    }

    @Test
    void namesItsMembersAsTheStandardsDo() {
        assertThat(claims(CALL).toJson())
                .contains("\"authorization_details\":[{\"type\":\"tool_call\"", "\"action_id\":", "\"act\":{\"sub\":");
    }

    @Test
    void authorisesExactlyOneCall() {
        assertThat(claims(CALL).toolCall()).isEqualTo(CALL);
        assertThatThrownBy(() -> claims().toolCall()).isInstanceOf(MalformedJson.class);
        assertThatThrownBy(() -> claims(CALL, CALL).toolCall()).isInstanceOf(MalformedJson.class);
    }

    @Test
    void expiresInWholeSeconds() {
        assertThat(claims(CALL).expiresAt()).isEqualTo(Instant.ofEpochSecond(1_800_000_060));
    }

    @Test
    void printsNoEvidence() {
        assertThat(claims(CALL).toString()).contains("login.v1").doesNotContain("the-id-token");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "1", "{\"iss\":1,\"iss\":2}", "no json"})
    void refusesWhatIsNoGrant(String json) {
        assertThatThrownBy(() -> GrantClaims.fromJson(json)).isInstanceOf(MalformedJson.class);
    }
}
