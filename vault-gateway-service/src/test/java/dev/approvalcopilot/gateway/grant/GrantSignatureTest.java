package dev.approvalcopilot.gateway.grant;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.approvalcopilot.contracts.manifest.ToolCatalog;
import dev.approvalcopilot.gateway.testing.GrantBuilder;
import dev.approvalcopilot.gateway.testing.GrantBuilder.SigningKey;
import dev.approvalcopilot.gateway.testing.TestKeys;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.crypto.spec.SecretKeySpec;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The known ways to talk a JWS library into believing (RFC 8725). */
class GrantSignatureTest {

    private static final ToolCatalog TOOLS = ToolCatalog.load(Path.of(System.getProperty("repository.root"), "tools"));
    private static final SigningKey KEY = TestKeys.ed25519("grants-1");

    private final GrantSignature signature =
            new GrantSignature(kid -> Optional.of(((PublicJsonWebKey) KEY.jwk()).getPublicKey()));

    private static GrantBuilder aGrant() {
        return new GrantBuilder(TOOLS, KEY, KEY, Instant.now());
    }

    private void assertRefused(String jws, RefusalCode code) {
        assertThatThrownBy(() -> signature.payload(jws)).hasMessage(code.code());
    }

    @Test
    void refusesAlgNone() {
        var parts = aGrant().build().jws().split("\\.");
        var none = base64("{\"alg\":\"none\",\"kid\":\"grants-1\",\"typ\":\"approval-grant+jwt\"}");

        assertRefused(none + "." + parts[1] + "." + parts[2], RefusalCode.ALGORITHM);
        assertRefused(none + "." + parts[1] + ".", RefusalCode.MALFORMED);
    }

    @Test
    void refusesAnHmacWithThePublicKeyAsItsSecret() throws JoseException {
        var jws = new JsonWebSignature();
        jws.setPayload("{}");
        jws.setAlgorithmHeaderValue("HS256");
        jws.setKeyIdHeaderValue("grants-1");
        jws.setDoKeyValidation(false);
        jws.setKey(
                new SecretKeySpec(((PublicJsonWebKey) KEY.jwk()).getPublicKey().getEncoded(), "HmacSHA256"));

        assertRefused(jws.getCompactSerialization(), RefusalCode.ALGORITHM);
    }

    @ParameterizedTest
    @ValueSource(strings = {"jku", "x5u", "jwk", "x5c", "crit", "b64", "zip"})
    void refusesAHeaderThatBringsOrNamesAKeyOrAnExtension(String name) {
        Object value = switch (name) {
            case "jwk" -> KEY.jwk().toParams(OutputControlLevel.PUBLIC_ONLY);
            case "crit", "x5c" -> List.of("exp");
            default -> "https://evil.example/";
        };
        var grant = aGrant().header(jws -> jws.getHeaders().setObjectHeaderValue(name, value));

        assertRefused(grant.build().jws(), RefusalCode.HEADER);
    }

    @Test
    void refusesAHeaderThatNamesNoKey() {
        assertRefused(
                aGrant().header(jws -> jws.getHeaders().setObjectHeaderValue("kid", null))
                        .build()
                        .jws(),
                RefusalCode.UNKNOWN_KEY);
    }

    @Test
    void refusesAHeaderThatSaysSomethingTwice() {
        var parts = aGrant().build().jws().split("\\.");
        var twice = base64("{\"alg\":\"none\",\"alg\":\"EdDSA\",\"kid\":\"grants-1\",\"typ\":\"approval-grant+jwt\"}");

        assertRefused(twice + "." + parts[1] + "." + parts[2], RefusalCode.MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "a.b", "a.b.c.d", "a b.c.d", "{}", "ä.b.c", "a..c"})
    void refusesWhatIsNoCompactJws(String text) {
        assertRefused(text, RefusalCode.MALFORMED);
    }

    @Test
    void refusesAPayloadThatWasChangedByOneByte() {
        var parts = aGrant().build().jws().split("\\.");
        var payload = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8)
                .replace("auth0|ada", "auth0|adb");

        assertRefused(parts[0] + "." + base64(payload) + "." + parts[2], RefusalCode.SIGNATURE);
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
