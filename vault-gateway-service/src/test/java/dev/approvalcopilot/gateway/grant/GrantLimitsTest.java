package dev.approvalcopilot.gateway.grant;

import static dev.approvalcopilot.gateway.grant.GrantVerifierTest.aCriticalGrant;
import static dev.approvalcopilot.gateway.grant.GrantVerifierTest.aGrant;
import static dev.approvalcopilot.gateway.grant.GrantVerifierTest.toolCall;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.approvalcopilot.contracts.action.RiskLevel;
import dev.approvalcopilot.contracts.grant.GrantClaims;
import dev.approvalcopilot.contracts.json.Digest;
import dev.approvalcopilot.contracts.json.StrictJson;
import dev.approvalcopilot.gateway.testing.GrantBuilder;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each limit just reached and just passed, each comparison with one side changed. */
class GrantLimitsTest {

    private static final Instant NOW = GrantVerifierTest.NOW;
    private static final int MAX_ACTION_LENGTH = (StrictJson.MAX_BYTES + 2) / 3 * 4;

    private final GrantVerifier verifier = GrantVerifierTest.verifier(
            RiskLevel.CRITICAL, new GrantVerifierTest.LoginKeysStub(), () -> EligibleGroups.NONE);

    private void assertAccepted(GrantBuilder grant) {
        assertThatCode(() -> verifier.verify(grant.build(), NOW)).doesNotThrowAnyException();
    }

    private void assertRefused(GrantBuilder grant, RefusalCode code) {
        assertThatThrownBy(() -> verifier.verify(grant.build(), NOW)).hasMessage(code.code());
    }

    private void assertRefused(ReceivedGrant received, RefusalCode code) {
        assertThatThrownBy(() -> verifier.believe(received, NOW)).hasMessage(code.code());
    }

    @Test
    void theTextOfAGrant() {
        assertRefused(new ReceivedGrant("A".repeat(GrantClaims.MAX_LENGTH), ""), RefusalCode.MALFORMED);
        assertRefused(new ReceivedGrant("A".repeat(GrantClaims.MAX_LENGTH + 1), ""), RefusalCode.TOO_LARGE);
    }

    @Test
    void theBytesOfAnAction() {
        var jws = aGrant().build().jws();

        assertRefused(new ReceivedGrant(jws, "A".repeat(MAX_ACTION_LENGTH)), RefusalCode.DIGEST);
        assertRefused(new ReceivedGrant(jws, "A".repeat(MAX_ACTION_LENGTH + 1)), RefusalCode.TOO_LARGE);
        assertRefused(new ReceivedGrant(jws, "no base64!"), RefusalCode.NOT_CANONICAL);
    }

    private static Consumer<ObjectNode> times(long iat, long nbf, long exp) {
        return claims -> claims.put("iat", NOW.getEpochSecond() + iat)
                .put("nbf", NOW.getEpochSecond() + nbf)
                .put("exp", NOW.getEpochSecond() + exp);
    }

    @Test
    void theLifeOfAGrant() {
        assertAccepted(aGrant().claims(times(0, 0, 300)));
        assertRefused(aGrant().claims(times(0, 0, 301)), RefusalCode.LIFETIME);
        assertAccepted(aCriticalGrant().claims(times(0, 0, 60)));
        assertRefused(aCriticalGrant().claims(times(0, 0, 61)), RefusalCode.LIFETIME);
    }

    @Test
    void theOrderOfItsTimes() {
        assertRefused(aGrant().claims(times(1, 0, 60)), RefusalCode.LIFETIME);
        assertRefused(aGrant().claims(times(0, 60, 60)), RefusalCode.LIFETIME);
        assertAccepted(aGrant().claims(times(5, 5, 60)));
        assertRefused(aGrant().claims(times(6, 6, 60)), RefusalCode.NOT_YET_VALID);
    }

    @Test
    void itsEnd() {
        assertAccepted(aGrant().claims(times(-59, -59, 1)));
        assertRefused(aGrant().claims(times(-60, -60, 0)), RefusalCode.EXPIRED);
    }

    static Stream<GrantBuilder> refusesAGrantThatContradictsItsAction() {
        var other = "0198f3a0-0000-7000-8000-00000000000f";
        return Stream.of(
                aGrant().claims(claims -> toolCall(claims).put("action_id", other)),
                aGrant().claims(claims -> toolCall(claims).put("tool", "github.get_repository")),
                aGrant().claims(claims -> toolCall(claims)
                        .put("manifest", Digest.of(new byte[] {9}).value())),
                aGrant().claims(claims -> toolCall(claims).put("connection", "google-oauth2")),
                aGrant().claims(claims -> toolCall(claims).putArray("scopes").add("repo")),
                aGrant().claims(claims -> claims.put("sub", "auth0|bob")),
                aGrant().claims(claims -> claims.putObject("act").put("sub", "another-agent")),
                aGrant().action(action -> action.put("deployment", "https://staging.example")));
    }

    @ParameterizedTest
    @MethodSource
    void refusesAGrantThatContradictsItsAction(GrantBuilder grant) {
        assertRefused(grant, RefusalCode.CLAIMS_AND_ACTION);
    }

    @ParameterizedTest
    @EnumSource
    void eachRefusalHasItsWords(RefusalCode code) {
        assertThat(code.words()).matches("[A-Z].*\\.");
        assertThat(code.code()).matches("[a-z0-9]+(_[a-z0-9]+)*");
    }
}
