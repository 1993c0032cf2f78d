package dev.approvalcopilot.risk.classification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.approvalcopilot.contracts.action.RiskLevel;
import dev.approvalcopilot.contracts.classification.ClassificationVerifier;
import dev.approvalcopilot.contracts.event.ActionClassified.Disposition;
import dev.approvalcopilot.contracts.event.ActionClassified.Obligations;
import dev.approvalcopilot.contracts.event.ActionClassified.Reason;
import dev.approvalcopilot.contracts.json.Digest;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jose4j.jwk.OctetKeyPairJsonWebKey;
import org.jose4j.jwk.OkpJwkGenerator;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;

class SignerTest {

    private static final String ISSUER = "https://copilot.local/risk";
    private static final URI DEPLOYMENT = URI.create("https://copilot.local");
    private static final Digest ACTION = Digest.of(new byte[] {1});
    private static final Digest POLICY = Digest.of(new byte[] {2});
    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00.5Z");
    private static final Reason REASON = new Reason("manifest_floor", "It deletes. ".repeat(25), "manifest");

    private final OctetKeyPairJsonWebKey key = newKey();
    private final Signer signer = new Signer(key, ISSUER, DEPLOYMENT);

    private static OctetKeyPairJsonWebKey newKey() {
        try {
            var key = OkpJwkGenerator.generateJwk(OctetKeyPairJsonWebKey.SUBTYPE_ED25519);
            key.setKeyId("risk-1");
            return key;
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Assessment because(int reasons) {
        return new Assessment(
                RiskLevel.CRITICAL,
                Disposition.HOLD,
                Collections.nCopies(reasons, REASON),
                "impact",
                new Obligations(true, 1, List.of(), Duration.ofDays(1), Duration.ZERO),
                List.of(),
                Map.of());
    }

    @Test
    void oneWordHasOneTextAndItsReaderBelievesIt() throws Exception {
        var signed = signer.sign(ACTION, because(1), POLICY, NOW);

        var claims = new ClassificationVerifier(ISSUER, DEPLOYMENT, _ -> Optional.of(key.getPublicKey()))
                .verify(signed, ACTION);

        assertThat(signer.sign(ACTION, because(1), POLICY, NOW)).isEqualTo(signed);
        assertThat(claims.level()).isEqualTo(RiskLevel.CRITICAL);
        assertThat(claims.iat()).isEqualTo(NOW.getEpochSecond());
        assertThat(claims.policy()).isEqualTo(POLICY);
    }

    @Test
    void roomForThirtyOfTheLongestReasonsAndAnErrorRatherThanATextThatNobodyReads() {
        assertThat(signer.sign(ACTION, because(30), POLICY, NOW)).isNotEmpty();
        assertThatThrownBy(() -> signer.sign(ACTION, because(60), POLICY, NOW)).hasMessageContaining("too long");
    }
}
