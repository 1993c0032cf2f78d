package dev.approvalcopilot.approval.notification.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.PrivateKey;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jose4j.jwk.OctetKeyPairJsonWebKey;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;

/** RFC 9421, appendix B.2.6, with the key of B.1.4. */
class SignatureBaseTest {
    private static PrivateKey key() throws JoseException {
        return new OctetKeyPairJsonWebKey(Map.of(
                        "kty", "OKP",
                        "crv", "Ed25519",
                        "kid", "test-key-ed25519",
                        "d", "n4Ni-HpISpVObnQMW0wOhCKROaIKqKtW_2ZYb2p9KcU",
                        "x", "JrQLj5P_89iXES9-vFgrIy29clF9CC_oPPsw3c5D0bs"))
                .getPrivateKey();
    }

    private static SignatureBase example() {
        var components = new LinkedHashMap<String, String>();
        components.put("date", "Tue, 20 Apr 2021 02:07:55 GMT");
        components.put("@method", "POST");
        components.put("@path", "/foo");
        components.put("@authority", "example.com");
        components.put("content-type", "application/json");
        components.put("content-length", "18");
        return new SignatureBase(components, ";created=1618884473;keyid=\"test-key-ed25519\"");
    }

    @Test
    void isTheRfcs() {
        assertThat(example().text()).isEqualTo("""
                        "date": Tue, 20 Apr 2021 02:07:55 GMT
                        "@method": POST
                        "@path": /foo
                        "@authority": example.com
                        "content-type": application/json
                        "content-length": 18
                        "@signature-params": ("date" "@method" "@path" "@authority" "content-type" "content-length")\
                        ;created=1618884473;keyid="test-key-ed25519\"""");
    }

    @Test
    void itsSignatureIsTheRfcs() throws JoseException {
        assertThat(Ed25519.sign(key(), example()))
                .isEqualTo("wqcAqbmYJ2ji2glfAMaRy4gruYYnx2nEFN2HN6jrnDnQCK1u02Gb04v9EDgwUPiu4A0w6vuQv5lIp5WPpBKRCw==");
    }

    @Test
    void aLineBreakInAValueIsNotSigned() {
        var components = Map.of("content-type", "text/plain\n\"@method\": GET");

        assertThatThrownBy(() -> new SignatureBase(components, "")).isInstanceOf(IllegalArgumentException.class);
    }
}
