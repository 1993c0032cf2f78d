package dev.approvalcopilot.contracts.grant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.approvalcopilot.contracts.action.RiskLevel;
import dev.approvalcopilot.contracts.grant.GrantClaims.Actor;
import dev.approvalcopilot.contracts.grant.GrantClaims.Approver;
import dev.approvalcopilot.contracts.grant.GrantClaims.Evidence;
import dev.approvalcopilot.contracts.grant.GrantClaims.ToolCall;
import dev.approvalcopilot.contracts.json.Digest;
import dev.approvalcopilot.contracts.json.MalformedJson;
import java.net.URI;
import java.time.Instant;
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
