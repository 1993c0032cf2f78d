package dev.approvalcopilot.contracts.classification;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.approvalcopilot.contracts.action.RiskLevel;
import dev.approvalcopilot.contracts.event.ActionClassified;
import dev.approvalcopilot.contracts.event.ActionClassified.Disposition;
import dev.approvalcopilot.contracts.event.ActionClassified.Obligations;
import dev.approvalcopilot.contracts.event.ActionClassified.Reason;
import dev.approvalcopilot.contracts.json.Digest;
import dev.approvalcopilot.contracts.json.Json;
import dev.approvalcopilot.contracts.json.MalformedJson;
import dev.approvalcopilot.contracts.json.StrictJson;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Payload of the classification, a compact JWS with header {@code alg: EdDSA, typ: classification+jwt} (contracts,
 * "Classification"). It has no expiry of its own: an action may wait for days, and the grant that carries it is
 * short-lived.
 *
 * @param iss the risk-service of this deployment
 * @param aud the deployment
 * @param iat NumericDate in whole seconds
 * @param digest of the one action it is about
 * @param disposition signed too, or a DENY could be passed on as a HOLD
 * @param reasons never empty
 * @param policy digest of the policies that were in force
 */
public record ClassificationClaims(
        String iss,
        URI aud,
        long iat,
        Digest digest,
        RiskLevel level,
        Disposition disposition,
        List<Reason> reasons,
        Obligations obligations,
        Digest policy) {

    /** {@code typ} of the JWS header. */
    public static final String TYP = "classification+jwt";
    /** Largest compact form that is looked at, in characters: some thirty of the longest reasons, or half as many with alternatives. */
    public static final int MAX_LENGTH = 16 * 1024;

    public ClassificationClaims {
        reasons = List.copyOf(reasons);
    }

    /** Whether an event says what was signed, in everything that counts for a decision. */
    public boolean agreeWith(ActionClassified event) {
        return digest.equals(event.digest())
                && level == event.level()
                && disposition == event.disposition()
                && reasons.equals(event.reasons())
                && obligations.equals(event.obligations())
                && policy.equals(event.policy());
    }

    /** JSON for signing. */
    public String toJson() {
        try {
            return Json.MAPPER.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("classification claims are plain data", e);
        }
    }

    /** Reads what was signed, with nothing missing. Call it on verified payloads only. @throws MalformedJson otherwise */
    public static ClassificationClaims fromJson(String json) {
        try {
            var tree = StrictJson.parse(json.getBytes(StandardCharsets.UTF_8));
            var claims = Json.MAPPER.treeToValue(tree, ClassificationClaims.class);
            if (claims != null && claims.isWhole()) {
                return claims;
            }
        } catch (JsonProcessingException | NullPointerException e) {
            // Said below.
        }
        throw new MalformedJson(MalformedJson.Reason.WRONG_SHAPE, "classification");
    }

    private boolean isWhole() {
        return Stream.of(iss, aud, digest, level, disposition, obligations, policy)
                        .allMatch(Objects::nonNull)
                && !reasons.isEmpty();
    }
}
