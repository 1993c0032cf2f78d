package dev.approvalcopilot.approval.grant;

import static dev.approvalcopilot.approval.ApprovalConfig.BEFORE_ANY_WORK;

import dev.approvalcopilot.approval.ApprovalConfig;
import dev.approvalcopilot.contracts.grant.GrantClaims;
import dev.approvalcopilot.contracts.jws.Jws;
import dev.approvalcopilot.support.keys.SigningKeyFile;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.jose4j.jwk.OctetKeyPairJsonWebKey;

/** The Ed25519 key of this installation's grants. Read once; without it the service does not start. */
@Startup(BEFORE_ANY_WORK)
@ApplicationScoped
public class SigningKey {
    private final OctetKeyPairJsonWebKey key;

    @Inject
    SigningKey(ApprovalConfig config) {
        this.key = SigningKeyFile.read(config.grant().signingKeyFile(), "approval.grant.signing-key-file");
    }

    /** For tests. */
    SigningKey(OctetKeyPairJsonWebKey key) {
        this.key = key;
    }

    public String keyId() {
        return key.getKeyId();
    }

    /** The compact JWS. */
    String sign(GrantClaims claims) {
        return Jws.sign(key, GrantClaims.TYP, claims.toJson());
    }
}
