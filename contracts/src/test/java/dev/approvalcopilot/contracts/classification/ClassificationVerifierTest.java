package dev.approvalcopilot.contracts.classification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.approvalcopilot.contracts.action.RiskLevel;
import dev.approvalcopilot.contracts.classification.ClassificationRefused.Code;
import dev.approvalcopilot.contracts.event.ActionClassified;
import dev.approvalcopilot.contracts.event.ActionClassified.Disposition;
import dev.approvalcopilot.contracts.event.ActionClassified.Obligations;
import dev.approvalcopilot.contracts.event.ActionClassified.Reason;
import dev.approvalcopilot.contracts.event.ActionProposed;
import dev.approvalcopilot.contracts.grant.GrantClaims;
import dev.approvalcopilot.contracts.json.CanonicalBytes;
import dev.approvalcopilot.contracts.json.Digest;
import dev.approvalcopilot.contracts.json.Json;
import dev.approvalcopilot.contracts.jws.Jws;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jose4j.jwk.OctetKeyPairJsonWebKey;
import org.jose4j.jwk.OkpJwkGenerator;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClassificationVerifierTest {

    private static final String ISSUER = "https://copilot.local/risk";
    private static final URI DEPLOYMENT = URI.create("https://copilot.local");
    private static final Digest DIGEST = Digest.of(new byte[] {1});
    private static final Digest OTHER = Digest.of(new byte[] {2});
    private static final OctetKeyPairJsonWebKey KEY = newKey("risk-1");
    private static final ClassificationClaims CLAIMS = new ClassificationClaims(
            ISSUER,
            DEPLOYMENT,
            1_800_000_000,
            DIGEST,
            RiskLevel.HIGH,
            Disposition.HOLD,
            List.of(new Reason("manifest_floor", "It sends mail.", "manifest")),
            new Obligations(true, 1, List.of(), Duration.ofHours(1), Duration.ofSeconds(3)),
            OTHER);

    private final ClassificationVerifier verifier = new ClassificationVerifier(
            ISSUER, DEPLOYMENT, kid -> kid.equals(KEY.getKeyId()) ? Optional.of(KEY.getPublicKey()) : Optional.empty());

    private static OctetKeyPairJsonWebKey newKey(String kid) {
        try {
            var key = OkpJwkGenerator.generateJwk(OctetKeyPairJsonWebKey.SUBTYPE_ED25519);
            key.setKeyId(kid);
            return key;
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String signed(Consumer<ObjectNode> twist) {
        ObjectNode tree = Json.MAPPER.valueToTree(CLAIMS);
        twist.accept(tree);
        return Jws.sign(KEY, ClassificationClaims.TYP, tree.toString());
    }

    private static String signed() {
        return signed(claims -> {});
    }

    private void assertRefused(String compact, Code code) {
        assertThatThrownBy(() -> verifier.verify(compact, DIGEST))
                .isInstanceOfSatisfying(
                        ClassificationRefused.class,
                        refused -> assertThat(refused.code()).isEqualTo(code));
    }

    @Test
    void readsBackWhatWasSigned() throws Exception {
        assertThat(verifier.verify(signed(), DIGEST)).isEqualTo(CLAIMS);
    }

    @ParameterizedTest
    @EnumSource
    void refusesWithItsOwnCode(Code code) {
        var hostile = switch (code) {
            case MISSING -> null;
            case TOO_LARGE -> signed() + "A".repeat(ClassificationClaims.MAX_LENGTH);
            case SIGNATURE -> Jws.sign(newKey("risk-1"), ClassificationClaims.TYP, CLAIMS.toJson());
            case CLAIMS -> signed(claims -> claims.put("surprise", true));
            case ISSUER -> signed(claims -> claims.put("iss", "https://copilot.local/approval"));
            case AUDIENCE -> signed(claims -> claims.put("aud", "https://staging.example"));
            case ANOTHER_ACTION -> signed(claims -> claims.put("digest", OTHER.value()));
            case NO_QUORUM -> signed(claims -> obligations(claims).put("quorum", 0));
        };
        assertRefused(hostile, code);
    }

    @Test
    void refusesAKeyThatIsNotMountedAndAnotherType() {
        assertRefused(Jws.sign(newKey("risk-2"), ClassificationClaims.TYP, CLAIMS.toJson()), Code.SIGNATURE);
        assertRefused(Jws.sign(KEY, GrantClaims.TYP, CLAIMS.toJson()), Code.SIGNATURE);
        assertRefused("a.b", Code.SIGNATURE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"iss", "aud", "iat", "digest", "level", "disposition", "reasons", "obligations", "policy"})
    void refusesAMissingClaim(String name) {
        assertRefused(signed(claims -> claims.remove(name)), Code.CLAIMS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"freshLogin", "quorum", "groups"})
    void refusesAMissingObligation(String name) {
        assertRefused(signed(claims -> obligations(claims).remove(name)), Code.CLAIMS);
    }

    @Test
    void refusesALevelWithoutAReason() {
        assertRefused(signed(claims -> claims.putArray("reasons")), Code.CLAIMS);
    }

    private static ObjectNode obligations(ObjectNode claims) {
        return (ObjectNode) claims.path("obligations");
    }

    @Test
    void agreesOnlyWithAnEventThatSaysTheSame() {
        var event = event(RiskLevel.HIGH, Disposition.HOLD, CLAIMS.obligations());

        assertThat(CLAIMS.agreeWith(event(RiskLevel.LOW, Disposition.HOLD, CLAIMS.obligations())))
                .isFalse();
        assertThat(CLAIMS.agreeWith(event(RiskLevel.HIGH, Disposition.DENY, CLAIMS.obligations())))
                .isFalse();
        assertThat(CLAIMS.agreeWith(event)).isTrue();
        assertThat(otherwise("digest", DIGEST, OTHER).agreeWith(event)).isFalse();
        assertThat(otherwise("policy", OTHER, DIGEST).agreeWith(event)).isFalse();
        assertThat(otherwise("text", "It sends mail.", "It sends none.").agreeWith(event))
                .isFalse();
        var easier = new Obligations(false, 1, List.of(), Duration.ofHours(1), Duration.ofSeconds(3));
        assertThat(CLAIMS.agreeWith(event(RiskLevel.HIGH, Disposition.HOLD, easier)))
                .isFalse();
    }

    private static ClassificationClaims otherwise(String member, Object value, Object other) {
        var from = "\"" + member + "\":\"" + value + "\"";
        assertThat(CLAIMS.toJson()).contains(from);
        return ClassificationClaims.fromJson(CLAIMS.toJson().replace(from, "\"" + member + "\":\"" + other + "\""));
    }

    @Test
    void refusesWhatIsLargerThanAnyTrueOneAndNothingSmaller() throws Exception {
        var largest = ofLength(ClassificationClaims.MAX_LENGTH);
        assertThat(verifier.verify(largest, DIGEST)).isNotNull();
    }

    /** Filled up with the words of its reason. */
    private static String ofLength(int length) {
        for (int filler = length / 2; ; filler++) {
            var words = "x".repeat(filler);
            var compact = signed(claims -> ((ObjectNode) claims.path("reasons").path(0)).put("text", words));
            if (compact.length() == length) {
                return compact;
            }
            assertThat(compact.length()).as("no text has this length").isLessThan(length);
            filler += Math.max(0, (length - compact.length()) * 3 / 4 - 8);
        }
    }

    private static ActionClassified event(RiskLevel level, Disposition disposition, Obligations obligations) {
        var proposal = new ActionProposed(
                UUID.fromString("0198f3a0-0000-7000-8000-000000000001"),
                CanonicalBytes.of(Json.MAPPER.createObjectNode()),
                "",
                Map.of(),
                Instant.EPOCH);
        return new ActionClassified(
                proposal,
                DIGEST,
                level,
                disposition,
                CLAIMS.reasons(),
                "impact",
                obligations,
                OTHER,
                "a.b.c",
                Instant.EPOCH);
    }
}
