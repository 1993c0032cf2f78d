package dev.approvalcopilot.approval.grant;

import static dev.approvalcopilot.approval.testing.AnApproval.ACCOUNT;
import static dev.approvalcopilot.approval.testing.AnApproval.ADA;
import static dev.approvalcopilot.approval.testing.AnApproval.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.approvalcopilot.approval.inbox.Approval;
import dev.approvalcopilot.approval.testing.AnApproval;
import dev.approvalcopilot.approval.testing.Reviews;
import dev.approvalcopilot.contracts.action.RiskLevel;
import dev.approvalcopilot.contracts.grant.GrantClaims;
import dev.approvalcopilot.contracts.grant.GrantClaims.Approver;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwk.OctetKeyPairJsonWebKey;
import org.jose4j.jwk.OkpJwkGenerator;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;

class GrantIssuerTest {
    private static final Approver APPROVER = new Approver(ADA, NOW.getEpochSecond(), List.of());

    private static GrantClaims claims(Approval approval, Duration lifetime) {
        return GrantIssuer.claims(
                URI.create("https://copilot.local/approval"),
                lifetime,
                approval,
                ACCOUNT,
                Reviews.digest("view"),
                List.of(APPROVER),
                "7",
                NOW);
    }

    private static OctetKeyPairJsonWebKey newKey() throws JoseException {
        var key = OkpJwkGenerator.generateJwk("Ed25519");
        key.setKeyId("key-1");
        return key;
    }

    @Test
    void namesExactlyWhatWasApproved() {
        var approval = AnApproval.pending().build();
        var action = approval.action();

        var claims = claims(approval, Duration.ofMinutes(5));

        assertThat(claims.iss()).isEqualTo("https://copilot.local/approval");
        assertThat(claims.aud()).isEqualTo(action.deployment());
        assertThat(claims.sub()).isEqualTo(ADA);
        assertThat(claims.act().sub()).isEqualTo("planner");
        assertThat(claims.level()).isEqualTo(RiskLevel.MEDIUM);
        assertThat(claims.classification()).isEqualTo(AnApproval.CLASSIFICATION);
        assertThat(claims.view()).isEqualTo(Reviews.digest("view"));
        assertThat(claims.epoch()).isEqualTo("7");
        assertThat(claims.approvers()).containsExactly(APPROVER);
        assertThat(claims.nbf()).isEqualTo(claims.iat()).isEqualTo(NOW.getEpochSecond());
        assertThat(claims.exp() - claims.iat()).isEqualTo(300);
        var call = claims.toolCall();
        assertThat(call.type()).isEqualTo("tool_call");
        assertThat(call.digest()).isEqualTo(approval.digest());
        assertThat(call.manifest()).isEqualTo(action.manifest());
        assertThat(call.scopes()).isEqualTo(action.scopes());
        assertThat(call.account()).isEqualTo("cac_1");
        assertThat(call.actionId()).isEqualTo(action.id());
    }

    @Test
    void criticalGrantsLiveAMinuteAtMost() {
        var critical = AnApproval.pending().level(RiskLevel.CRITICAL).build();

        assertThat(claims(critical, Duration.ofMinutes(5)).exp() - NOW.getEpochSecond())
                .isEqualTo(60);
        assertThat(claims(critical, Duration.ofSeconds(20)).exp() - NOW.getEpochSecond())
                .isEqualTo(20);
    }

    @Test
    void eachGrantHasItsOwnName() {
        var approval = AnApproval.pending().build();

        assertThat(claims(approval, Duration.ofMinutes(5)).jti())
                .hasSize(22)
                .isNotEqualTo(claims(approval, Duration.ofMinutes(5)).jti());
    }

    @Test
    void thePublicKeyVerifiesTheSignature() throws JoseException {
        var key = newKey();
        var claims = claims(AnApproval.pending().build(), Duration.ofMinutes(5));

        var jws = new JsonWebSignature();
        jws.setAlgorithmConstraints(new AlgorithmConstraints(ConstraintType.PERMIT, "EdDSA"));
        jws.setCompactSerialization(new SigningKey(key).sign(claims));
        jws.setKey(key.getPublicKey());

        assertThat(jws.verifySignature()).isTrue();
        assertThat(jws.getKeyIdHeaderValue()).isEqualTo("key-1");
        assertThat(jws.getHeader("typ")).isEqualTo("approval-grant+jwt");
        assertThat(GrantClaims.fromJson(jws.getPayload())).isEqualTo(claims);
    }

    @Test
    void anotherKeyDoesNot() throws JoseException {
        var jws = new JsonWebSignature();
        jws.setAlgorithmConstraints(new AlgorithmConstraints(ConstraintType.PERMIT, "EdDSA"));
        jws.setCompactSerialization(
                new SigningKey(newKey()).sign(claims(AnApproval.pending().build(), Duration.ofMinutes(5))));
        jws.setKey(newKey().getPublicKey());

        assertThat(jws.verifySignature()).isFalse();
    }
}
