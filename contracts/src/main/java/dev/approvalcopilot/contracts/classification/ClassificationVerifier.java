package dev.approvalcopilot.contracts.classification;

import dev.approvalcopilot.contracts.classification.ClassificationRefused.Code;
import dev.approvalcopilot.contracts.json.Digest;
import dev.approvalcopilot.contracts.json.MalformedJson;
import dev.approvalcopilot.contracts.jws.Jws;
import dev.approvalcopilot.contracts.jws.JwsRefused;
import dev.approvalcopilot.contracts.jws.PublicKeys;
import java.net.URI;

/**
 * Believes a classification or says why not. The approval-service asks it before it holds an action, the gateway before it
 * acts; neither takes the other's word. Plain: no clock, since a classification has no times that could run out.
 *
 * @param issuer the risk-service: {@code iss}
 * @param deployment this installation: {@code aud}
 * @param keys of the risk-service
 */
public record ClassificationVerifier(String issuer, URI deployment, PublicKeys keys) {

    /**
     * @param compact may be null, as in an event that carries none
     * @param digest of the action's own bytes, computed by the caller
     * @throws ClassificationRefused with the first check that failed
     */
    public ClassificationClaims verify(String compact, Digest digest) throws ClassificationRefused {
        check(compact != null, Code.MISSING);
        check(compact.length() <= ClassificationClaims.MAX_LENGTH, Code.TOO_LARGE);
        var claims = read(compact);
        check(issuer.equals(claims.iss()), Code.ISSUER);
        check(deployment.equals(claims.aud()), Code.AUDIENCE);
        check(digest.equals(claims.digest()), Code.ANOTHER_ACTION);
        check(claims.obligations().quorum() >= 1, Code.NO_QUORUM);
        return claims;
    }

    private ClassificationClaims read(String compact) throws ClassificationRefused {
        try {
            return ClassificationClaims.fromJson(Jws.payload(compact, ClassificationClaims.TYP, keys));
        } catch (JwsRefused e) {
            throw new ClassificationRefused(Code.SIGNATURE);
        } catch (MalformedJson e) {
            throw new ClassificationRefused(Code.CLAIMS);
        }
    }

    private static void check(boolean holds, Code code) throws ClassificationRefused {
        if (!holds) {
            throw new ClassificationRefused(code);
        }
    }
}
