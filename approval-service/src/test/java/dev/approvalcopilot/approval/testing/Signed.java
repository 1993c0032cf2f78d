package dev.approvalcopilot.approval.testing;

import dev.approvalcopilot.contracts.action.RiskLevel;
import dev.approvalcopilot.contracts.classification.ClassificationClaims;
import dev.approvalcopilot.contracts.event.ActionClassified;
import dev.approvalcopilot.contracts.event.ActionClassified.Disposition;
import dev.approvalcopilot.contracts.jws.Jws;
import dev.approvalcopilot.local.testing.LocalStackResource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.OctetKeyPairJsonWebKey;
import org.jose4j.jwk.OkpJwkGenerator;
import org.jose4j.lang.JoseException;

/** Signs classified events as the risk-service does, or as others would like to. */
public final class Signed {
    private Signed() {}

    /** What the event says, truly signed. */
    public static ActionClassified byRisk(ActionClassified event) {
        return by(event, riskKey(), AnAction.DEPLOYMENT);
    }

    public static ActionClassified by(ActionClassified event, OctetKeyPairJsonWebKey key, String deployment) {
        var claims = new ClassificationClaims(
                "https://copilot.local/risk",
                URI.create(deployment),
                event.at().getEpochSecond(),
                event.digest(),
                event.level(),
                event.disposition(),
                event.reasons(),
                event.obligations(),
                event.policy());
        return as(event, Jws.sign(key, ClassificationClaims.TYP, claims.toJson()));
    }

    /** The event with another JWS. */
    public static ActionClassified as(ActionClassified event, String classification) {
        return with(event, event.level(), event.disposition(), classification);
    }

    /** The event with its own JWS and other words. */
    public static ActionClassified saying(ActionClassified event, RiskLevel level, Disposition disposition) {
        return with(event, level, disposition, event.classification());
    }

    private static ActionClassified with(
            ActionClassified event, RiskLevel level, Disposition disposition, String classification) {
        return new ActionClassified(
                event.proposal(),
                event.digest(),
                level,
                disposition,
                event.reasons(),
                event.impact(),
                event.obligations(),
                event.policy(),
                classification,
                event.at());
    }

    /** The installation's true key. */
    public static OctetKeyPairJsonWebKey riskKey() {
        var file = LocalStackResource.installation().home().resolve("keys/risk/classification-signing.jwk.json");
        try {
            return (OctetKeyPairJsonWebKey) JsonWebKey.Factory.newJwk(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Another key under the true one's name. */
    public static OctetKeyPairJsonWebKey newKey() {
        try {
            var key = OkpJwkGenerator.generateJwk(OctetKeyPairJsonWebKey.SUBTYPE_ED25519);
            key.setKeyId(riskKey().getKeyId());
            return key;
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }
}
