package dev.approvalcopilot.risk.classification;

import dev.approvalcopilot.contracts.classification.ClassificationClaims;
import dev.approvalcopilot.contracts.json.Digest;
import dev.approvalcopilot.contracts.jws.Jws;
import dev.approvalcopilot.risk.RiskConfig;
import dev.approvalcopilot.support.keys.SigningKeyFile;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Instant;
import org.jose4j.jwk.OctetKeyPairJsonWebKey;

/**
 * Signs what the rules say of one digest (contracts, "Classification"). The key is read once; without it the service does not
 * start. Ed25519 is deterministic: the same word at the same second has one JWS.
 */
@Startup
@ApplicationScoped
class Signer {

    private static final String SETTING = "risk.classification.signing-key-file";

    private final OctetKeyPairJsonWebKey key;
    private final String issuer;
    private final URI deployment;

    @Inject
    Signer(RiskConfig config, Classifier classifier) {
        this(
                SigningKeyFile.read(config.classification().signingKeyFile(), SETTING),
                config.classification().issuer().toString(),
                classifier.deployment());
    }

    Signer(OctetKeyPairJsonWebKey key, String issuer, URI deployment) {
        this.key = key;
        this.issuer = issuer;
        this.deployment = deployment;
    }

    String keyId() {
        return key.getKeyId();
    }

    /**
     * The compact JWS.
     *
     * @param now the database's clock
     * @throws IllegalStateException when nobody would read it: policies that apply all at once with very much to say
     */
    String sign(Digest digest, Assessment assessment, Digest policy, Instant now) {
        var claims = new ClassificationClaims(
                issuer,
                deployment,
                now.getEpochSecond(),
                digest,
                assessment.level(),
                assessment.disposition(),
                assessment.reasons(),
                assessment.obligations(),
                policy);
        var compact = Jws.sign(key, ClassificationClaims.TYP, claims.toJson());
        if (compact.length() > ClassificationClaims.MAX_LENGTH) {
            throw new IllegalStateException("the reasons of one classification are too long to be signed");
        }
        return compact;
    }
}
