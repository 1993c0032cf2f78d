package dev.approvalcopilot.gateway.grant;

import static dev.approvalcopilot.gateway.grant.GrantVerifierTest.aCriticalGrant;
import static dev.approvalcopilot.gateway.grant.GrantVerifierTest.aGrant;
import static dev.approvalcopilot.gateway.grant.GrantVerifierTest.toolCall;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.approvalcopilot.contracts.action.RiskLevel;
import dev.approvalcopilot.contracts.grant.GrantClaims;
import dev.approvalcopilot.contracts.json.Digest;
import dev.approvalcopilot.contracts.json.Json;
import dev.approvalcopilot.gateway.testing.GrantBuilder;
import dev.approvalcopilot.gateway.testing.GrantBuilder.SigningKey;
import dev.approvalcopilot.gateway.testing.TestKeys;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jose4j.jws.AlgorithmIdentifiers;

/** A grant that is wrong in one thing. A new refusal code does not compile without its twin. */
record HostileTwin(ReceivedGrant grant, Instant at) {

    private static final String OTHER = "https://staging.example";

    static HostileTwin violatingOnly(RefusalCode code, SigningKey key, Tenant tenant, Instant now) {
        var grant = switch (code) {
            case TOO_LARGE -> aGrant().jws(jws -> jws + "A".repeat(GrantClaims.MAX_LENGTH));
            case MALFORMED -> aGrant().jws(jws -> jws.replace('.', ' '));
            case ALGORITHM -> signedWithRsa(key);
            case HEADER -> aGrant().header(jws -> jws.setHeader("jku", "https://evil.example/keys"));
            case UNKNOWN_KEY -> aGrant().header(jws -> jws.setKeyIdHeaderValue("grants-2"));
            case SIGNATURE -> aGrant().signedBy(TestKeys.ed25519(key.kid()));
            case TYPE -> aGrant().header(jws -> jws.setHeader("typ", "JWT"));
            case CLAIMS -> aGrant().claims(claims -> claims.put("surprise", true));
            case ISSUER -> aGrant().claims(claims -> claims.put("iss", OTHER));
            case AUDIENCE -> aGrant().claims(claims -> claims.put("aud", OTHER));
            case LIFETIME ->
                aGrant().claims(claims -> claims.put("exp", claims.path("iat").asLong() + 301));
            case NOT_YET_VALID -> aGrant().claims(claims -> move(claims, 6));
            case DIGEST -> aGrant().bytes(HostileTwin::withAnotherTitle);
            case NOT_CANONICAL -> notCanonical();
            case CLAIMS_AND_ACTION -> aGrant().claims(claims -> claims.put("sub", "auth0|bob"));
            case EXPIRED -> aGrant();
            case UNKNOWN_TOOL ->
                aGrant().action(action -> action.put("tool", "github.rename_repository"))
                        .claims(claims -> toolCall(claims).put("tool", "github.rename_repository"));
            case MANIFEST_CHANGED -> aGrant().action(action -> action.put("manifest", otherDigest()));
            case ARGUMENTS -> aGrant().action(action -> arguments(action).put("surprise", "x"));
            case CONNECTION -> aGrant().action(action -> action.put("connection", "google-oauth2"));
            case SCOPES -> aGrant().action(action -> ((ArrayNode) action.path("scopes")).add("repo"));
            case CLASSIFICATION_MISSING -> aGrant().claims(claims -> claims.remove("classification"));
            case CLASSIFICATION -> aGrant().classifiedBy(TestKeys.ed25519("risk-1"));
            case CLASSIFICATION_OF_ANOTHER -> aGrant().classification(claims -> claims.put("digest", otherDigest()));
            case DENIED_BY_POLICY -> aGrant().classification(claims -> claims.put("disposition", "DENY"));
            case LEVEL_TOO_LOW -> aCriticalGrant().at(RiskLevel.LOW);
            case QUORUM_ZERO ->
                aGrant().classification(claims -> obligations(claims).put("quorum", 0));
            case QUORUM_UNMET ->
                aGrant().classification(claims -> obligations(claims).put("quorum", 2));
            case GROUP_UNMET ->
                aGrant().classification(
                                claims -> obligations(claims).putArray("groups").add("security"));
            case REQUESTER_EXCLUDED ->
                aGrant().classification(claims -> obligations(claims).put("excludesRequester", true));
            case NO_APPROVER -> aGrant().claims(claims -> claims.putArray("approvers"));
            case DUPLICATE_APPROVER -> aGrant().claims(HostileTwin::countAdaTwice);
            case APPROVER_NOT_ELIGIBLE ->
                aGrant().claims(claims -> approver(claims).put("sub", "auth0|bob"));
            case ONLY_THE_PRINCIPAL ->
                aGrant().calling(
                                "self.set_limits",
                                Json.MAPPER.createObjectNode().put("tool", "gmail.send_message"))
                        .claims(claims -> approver(claims).put("sub", "auth0|bob"));
            case EVIDENCE_KIND -> aGrant().claims(HostileTwin::addUnknownEvidence);
            case PRESENCE_MISSING -> aGrant().deletingARepository();
            case PRESENCE ->
                aGrant().deletingARepository()
                        .provenBy(nonce -> tenant.idToken("auth0|ada", "of-another-action", now, c -> {}));
            case PRESENCE_CLOCK ->
                aGrant().deletingARepository()
                        .provenBy(nonce -> tenant.idToken("auth0|ada", nonce, now.plusSeconds(62), c -> {}));
            case GRANT_ALREADY_USED,
                    ACTION_ALREADY_USED,
                    HALTED,
                    EPOCH_OVER,
                    EPOCH_UNKNOWN,
                    OWN_LIMIT,
                    DELEGATION_TO_ONESELF,
                    DELEGATION_DATES,
                    DELEGATION_CIRCLE,
                    OWN_RULE_GONE,
                    OWN_RULE_NAMES_NOTHING,
                    TOO_MANY_OWN_RULES,
                    OWN_RULES_UNREADABLE,
                    HALTS_UNREADABLE,
                    REQUEST,
                    PROVIDER_UNAVAILABLE,
                    AUTH0_UNAVAILABLE,
                    AUTH0_RATE_LIMITED,
                    AUTH0_DENIED,
                    NOT_CONNECTED,
                    ACCOUNT_AMBIGUOUS,
                    CONSENT_WITHDRAWN,
                    SCOPES_MISSING,
                    SCOPES_BEYOND,
                    PRECONDITION_CHANGED,
                    PRECONDITION_UNREADABLE -> throw new IllegalArgumentException(code + " is not the verifier's");
        };
        return new HostileTwin(grant.build(), code == RefusalCode.EXPIRED ? now.plusSeconds(60) : now);
    }

    private static GrantBuilder signedWithRsa(SigningKey key) {
        return aGrant().signedBy(TestKeys.rsa(key.kid()))
                .header(jws -> jws.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256));
    }

    private static void move(ObjectNode claims, long seconds) {
        for (var name : new String[] {"iat", "nbf", "exp"}) {
            claims.put(name, claims.path(name).asLong() + seconds);
        }
    }

    private static byte[] withAnotherTitle(byte[] action) {
        return new String(action, StandardCharsets.UTF_8)
                .replace("Broken link", "Broken sink")
                .getBytes(StandardCharsets.UTF_8);
    }

    /** The same tree with a space: signed for as it stands. */
    private static GrantBuilder notCanonical() {
        var grant = aGrant();
        var spaced = (" " + grant.actionBytes().text()).getBytes(StandardCharsets.UTF_8);
        return grant.bytes(_ -> spaced)
                .claims(claims ->
                        toolCall(claims).put("digest", Digest.of(spaced).value()));
    }

    private static String otherDigest() {
        return Digest.of(new byte[] {7}).value();
    }

    private static ObjectNode arguments(ObjectNode action) {
        return (ObjectNode) action.path("arguments");
    }

    static ObjectNode obligations(ObjectNode classification) {
        return (ObjectNode) classification.path("obligations");
    }

    private static ObjectNode approver(ObjectNode claims) {
        return (ObjectNode) claims.path("approvers").path(0);
    }

    private static void countAdaTwice(ObjectNode claims) {
        ((ArrayNode) claims.path("approvers")).add(approver(claims).deepCopy());
    }

    private static void addUnknownEvidence(ObjectNode claims) {
        approver(claims)
                .putArray("evidence")
                .add(Json.MAPPER.createObjectNode().put("kind", "smile.v1").put("value", "x"));
    }
}
