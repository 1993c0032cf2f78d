package dev.approvalcopilot.contracts.grant;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import dev.approvalcopilot.contracts.action.RiskLevel;
import dev.approvalcopilot.contracts.auth0.TenantToken;
import dev.approvalcopilot.contracts.json.Digest;
import dev.approvalcopilot.contracts.json.Json;
import dev.approvalcopilot.contracts.json.MalformedJson;
import dev.approvalcopilot.contracts.json.MalformedJson.Reason;
import dev.approvalcopilot.contracts.json.StrictJson;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Payload of the grant, a compact JWS with header {@code alg: EdDSA, typ: approval-grant+jwt} (contracts, "The grant").
 * Times are NumericDate in whole seconds (RFC 7519).
 *
 * @param iss the approval-service of this deployment
 * @param aud the deployment
 * @param jti 128 random bits; used once
 * @param sub the principal
 * @param act the agent, as RFC 8693 section 4.1 writes an actor
 * @param authorizationDetails exactly one of type {@code tool_call} (RFC 9396)
 * @param view digest of the review document the approvers decided on
 * @param level what the approval-service held the action for
 * @param classification the risk-service's JWS on the same digest; a grant without one is refused
 * @param epoch of halts, as a string of digits
 */
public record GrantClaims(
        String iss,
        URI aud,
        String jti,
        long iat,
        long nbf,
        long exp,
        String sub,
        Actor act,
        @JsonProperty("authorization_details") List<ToolCall> authorizationDetails,
        Digest view,
        RiskLevel level,
        String classification,
        String epoch,
        List<Approver> approvers) {

    /** {@code typ} of the JWS header. */
    public static final String TYP = "approval-grant+jwt";
    /** Longest life of any grant. */
    public static final Duration MAX_LIFETIME = Duration.ofSeconds(300);
    /** Longest life of a grant for a CRITICAL action. */
    public static final Duration MAX_CRITICAL_LIFETIME = Duration.ofSeconds(60);
    /** The most people whose yes a policy can ask for. */
    public static final int MAX_QUORUM = 5;
    /** Characters of the evidence of all approvers: the longest ID token of each of a quorum, and one more (ADR 0037). */
    public static final int MAX_EVIDENCE_LENGTH = (MAX_QUORUM + 1) * TenantToken.MAX_LENGTH;
    /**
     * Largest compact form that is looked at, in characters: room for a classification and all evidence, encoded once more. With the
     * largest action it fits an event.
     */
    public static final int MAX_LENGTH = 320 * 1024;

    /** @param sub the agent */
    public record Actor(String sub) {}

    /**
     * The one call that is authorised.
     *
     * @param account id of the connected account that is meant ({@code cac_…})
     * @param actionId the action's id
     * @param digest of the action's canonical bytes
     */
    public record ToolCall(
            String type,
            String tool,
            Digest manifest,
            String connection,
            String account,
            List<String> scopes,
            @JsonProperty("action_id") UUID actionId,
            Digest digest) {

        /** The RFC 9396 {@code type}. */
        public static final String TYPE = "tool_call";

        public ToolCall {
            scopes = List.copyOf(scopes);
        }
    }

    /**
     * One person's yes.
     *
     * @param sub OIDC {@code sub}
     * @param at when, NumericDate
     * @param evidence of presence; needed for CRITICAL
     */
    public record Approver(String sub, long at, List<Evidence> evidence) {
        public Approver {
            evidence = List.copyOf(evidence);
        }
    }

    /**
     * @param kind {@code login.v1}; others are refused
     * @param value for {@code login.v1} the ID token
     */
    public record Evidence(String kind, String value) {

        /** The bound login. */
        public static final String LOGIN_V1 = "login.v1";

        /** Without the token. */
        @Override
        public String toString() {
            return "Evidence[" + kind + "]";
        }
    }

    public GrantClaims {
        authorizationDetails = List.copyOf(authorizationDetails);
        approvers = List.copyOf(approvers);
    }

    /** The one authorised call. */
    public ToolCall toolCall() {
        if (authorizationDetails.size() != 1) {
            throw new MalformedJson(Reason.WRONG_SHAPE, "authorization_details");
        }
        return authorizationDetails.getFirst();
    }

    public Instant expiresAt() {
        return Instant.ofEpochSecond(exp);
    }

    /** JSON for signing. */
    public String toJson() {
        try {
            return Json.MAPPER.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("grant claims are plain data", e);
        }
    }

    /** Reads what was signed. Call it on verified payloads only. @throws MalformedJson when it is no grant */
    public static GrantClaims fromJson(String json) {
        try {
            return Json.MAPPER.treeToValue(
                    StrictJson.parse(json.getBytes(StandardCharsets.UTF_8), MAX_LENGTH), GrantClaims.class);
        } catch (JsonProcessingException | NullPointerException e) {
            throw new MalformedJson(Reason.WRONG_SHAPE, "grant");
        }
    }
}
