package dev.approvalcopilot.approval.grant;

import static dev.approvalcopilot.approval.ApprovalConfig.BEFORE_ANY_WORK;

import dev.approvalcopilot.approval.ApprovalConfig;
import dev.approvalcopilot.contracts.grant.GrantClaims;
import io.quarkus.runtime.Startup;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.OctetKeyPairJsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;

/** The Ed25519 key of this installation's grants. Read once; without it the service does not start. */
@Startup(BEFORE_ANY_WORK)
@ApplicationScoped
public class SigningKey {
    private final OctetKeyPairJsonWebKey key;

    @Inject
    SigningKey(ApprovalConfig config) {
        this.key = read(config.grant().signingKeyFile());
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
        var jws = new JsonWebSignature();
        jws.setAlgorithmHeaderValue(AlgorithmIdentifiers.EDDSA);
        jws.setKeyIdHeaderValue(key.getKeyId());
        jws.setHeader("typ", GrantClaims.TYP);
        jws.setPayload(claims.toJson());
        jws.setKey(key.getPrivateKey());
        try {
            return jws.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException("the grant cannot be signed", e);
        }
    }

    static OctetKeyPairJsonWebKey read(Path file) {
        try {
            if (JsonWebKey.Factory.newJwk(Files.readString(file)) instanceof OctetKeyPairJsonWebKey key
                    && OctetKeyPairJsonWebKey.SUBTYPE_ED25519.equals(key.getSubtype())
                    && key.getPrivateKey() != null
                    && key.getKeyId() != null) {
                return key;
            }
        } catch (IOException e) {
            throw new ConfigurationException("approval.grant.signing-key-file cannot be read: " + file);
        } catch (JoseException e) {
            // Said below; the message of the library might quote the key.
        }
        throw new ConfigurationException(
                "approval.grant.signing-key-file holds no private Ed25519 JWK with a kid: " + file);
    }
}
