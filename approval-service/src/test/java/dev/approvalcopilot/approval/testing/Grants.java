package dev.approvalcopilot.approval.testing;

import dev.approvalcopilot.contracts.event.GrantIssued;
import dev.approvalcopilot.contracts.grant.GrantClaims;
import dev.approvalcopilot.local.testing.LocalStackResource;
import java.io.IOException;
import java.nio.file.Files;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;

/** Reads a grant as the gateway does: with the public key from its own mounted file. */
public final class Grants {
    private Grants() {}

    public static GrantClaims verified(GrantIssued issued) {
        var file = LocalStackResource.installation().home().resolve("keys/gateway/grant-keys.jwks.json");
        try {
            var jws = new JsonWebSignature();
            jws.setAlgorithmConstraints(new AlgorithmConstraints(ConstraintType.PERMIT, "EdDSA"));
            jws.setCompactSerialization(issued.grant());
            var key = new JsonWebKeySet(Files.readString(file))
                    .findJsonWebKey(jws.getKeyIdHeaderValue(), null, null, null);
            jws.setKey(key.getKey());
            if (!jws.verifySignature() || !GrantClaims.TYP.equals(jws.getHeader("typ"))) {
                throw new AssertionError("the grant does not verify");
            }
            return GrantClaims.fromJson(jws.getPayload());
        } catch (IOException | JoseException e) {
            throw new AssertionError(e);
        }
    }
}
