package dev.approvalcopilot.contracts.jws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.approvalcopilot.contracts.jws.JwsRefused.Reason;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.OctetKeyPairJsonWebKey;
import org.jose4j.jwk.OkpJwkGenerator;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class JwsTest {

    private static final OctetKeyPairJsonWebKey KEY = newKey();
    /** As mounted keys are: a lookup of null is an error. */
    private static final Map<String, PublicKey> MOUNTED = Map.of("key-1", KEY.getPublicKey());

    private static final PublicKeys KEYS = kid -> Optional.ofNullable(MOUNTED.get(kid));

    private static OctetKeyPairJsonWebKey newKey() {
        try {
            var key = OkpJwkGenerator.generateJwk(OctetKeyPairJsonWebKey.SUBTYPE_ED25519);
            key.setKeyId("key-1");
            return key;
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Signed with our key and changed as asked. */
    private static String signed(Consumer<JsonWebSignature> twist) {
        try {
            var jws = new JsonWebSignature();
            jws.setAlgorithmHeaderValue("EdDSA");
            jws.setKeyIdHeaderValue("key-1");
            jws.setHeader("typ", "text+jwt");
            jws.setPayload("signed text");
            jws.setKey(KEY.getPrivateKey());
            jws.setDoKeyValidation(false);
            jws.setAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS);
            twist.accept(jws);
            return jws.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void assertRefused(String compact, Reason reason) {
        assertThatThrownBy(() -> Jws.payload(compact, "text+jwt", KEYS))
                .isInstanceOfSatisfying(
                        JwsRefused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(reason))
                .hasMessage(reason.name());
    }

    @Test
    void readsBackWhatWasSigned() throws JwsRefused {
        assertThat(Jws.payload(Jws.sign(KEY, "text+jwt", "signed text"), "text+jwt", KEYS))
                .isEqualTo("signed text");
        assertThat(Jws.payload(signed(_ -> {}), "text+jwt", KEYS)).isEqualTo("signed text");
    }

    /** One hostile twin a reason: a new one without does not compile. */
    @ParameterizedTest
    @EnumSource
    void refusesWithItsOwnReason(Reason reason) {
        var hostile = switch (reason) {
            case MALFORMED -> signed(_ -> {}) + "=";
            case ALGORITHM ->
                signed(jws -> {
                    jws.setAlgorithmHeaderValue("HS256");
                    jws.setKey(new HmacKey(KEY.getPublicKey().getEncoded()));
                });
            case HEADER -> signed(jws -> jws.setHeader("jku", "https://evil.example/keys"));
            case UNKNOWN_KEY -> signed(jws -> jws.setKeyIdHeaderValue("key-2"));
            case SIGNATURE -> signed(jws -> jws.setKey(newKey().getPrivateKey()));
            case TYPE -> signed(jws -> jws.setHeader("typ", "other+jwt"));
        };
        assertRefused(hostile, reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"jku", "x5u", "jwk", "x5c", "crit", "zip", "b64"})
    void refusesAHeaderThatBringsAKeyOrAnExtension(String name) {
        Object value = switch (name) {
            case "jwk" -> KEY.toParams(OutputControlLevel.PUBLIC_ONLY);
            case "crit", "x5c" -> List.of("exp");
            default -> "x";
        };
        assertRefused(signed(jws -> jws.getHeaders().setObjectHeaderValue(name, value)), Reason.HEADER);
    }

    @Test
    void refusesAHeaderThatNamesNoKeyOrNoType() {
        assertRefused(signed(jws -> jws.getHeaders().setObjectHeaderValue("kid", null)), Reason.UNKNOWN_KEY);
        assertRefused(signed(jws -> jws.getHeaders().setObjectHeaderValue("typ", null)), Reason.TYPE);
    }

    @Test
    void refusesAnAlgorithmThatIsNone() {
        var parts = signed(_ -> {}).split("\\.");
        var header = "{\"alg\":\"none\",\"kid\":\"key-1\",\"typ\":\"text+jwt\"}";

        assertRefused(base64(header) + "." + parts[1] + "." + parts[2], Reason.ALGORITHM);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "a.b", "a.b.c.d", "a b.c.d", "{}", "ä.b.c", "a..c", "AAAAA.AAAA.AAAA"})
    void refusesWhatIsNoCompactJws(String text) {
        assertRefused(text, Reason.MALFORMED);
    }

    @Test
    void oneJwsHasOneText() {
        var compact = signed(_ -> {});
        var letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        long accepted = letters.chars()
                .mapToObj(last -> compact.substring(0, compact.length() - 1) + (char) last)
                .filter(JwsTest::isAccepted)
                .count();
        assertThat(accepted).isEqualTo(1);
    }

    /** Here a text that is written otherwise is refused before its signature is looked at. */
    private static boolean isAccepted(String compact) {
        try {
            Jws.payload(compact, "text+jwt", KEYS);
            return true;
        } catch (JwsRefused refused) {
            return refused.reason() != Reason.MALFORMED && refused.reason() != Reason.SIGNATURE;
        }
    }

    @Test
    void aKeyThatDoesNotSignIsNamedAndNotQuoted() throws JoseException {
        var publicOnly = OctetKeyPairJsonWebKey.Factory.newPublicJwk(KEY.toJson(OutputControlLevel.PUBLIC_ONLY));

        assertThatThrownBy(() -> Jws.sign((OctetKeyPairJsonWebKey) publicOnly, "text+jwt", "text"))
                .hasMessage("the key key-1 does not sign")
                .hasNoCause();
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
