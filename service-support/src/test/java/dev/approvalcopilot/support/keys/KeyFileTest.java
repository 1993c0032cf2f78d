package dev.approvalcopilot.support.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyFileTest {

    private static String jwks(OutputControlLevel level, JsonWebKey... keys) {
        return new JsonWebKeySet(List.of(keys)).toJson(level);
    }

    @Test
    void readsSeveralPublicKeys() {
        var file = jwks(OutputControlLevel.PUBLIC_ONLY, NewKeys.ed25519("a"), NewKeys.ed25519("b"));

        assertThat(KeyFile.parse(file, "f")).containsOnlyKeys("a", "b");
    }

    @Test
    void anEmptySetIsAnEmptySet() {
        assertThat(KeyFile.parse("{\"keys\":[]}", "f")).isEmpty();
    }

    @Test
    void refusesAPrivateKey() {
        var file = jwks(OutputControlLevel.INCLUDE_PRIVATE, NewKeys.ed25519("a"));

        assertThatThrownBy(() -> KeyFile.parse(file, "f")).hasMessageContaining("private key");
    }

    @Test
    void refusesAnotherKindOfKey() {
        var file = jwks(OutputControlLevel.PUBLIC_ONLY, NewKeys.rsa("a"));

        assertThatThrownBy(() -> KeyFile.parse(file, "f")).hasMessageContaining("not Ed25519");
    }

    @Test
    void refusesTwoKeysOfOneName() {
        var file = jwks(OutputControlLevel.PUBLIC_ONLY, NewKeys.ed25519("a"), NewKeys.ed25519("a"));

        assertThatThrownBy(() -> KeyFile.parse(file, "f")).hasMessageContaining("kid");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "[]", "{}", "{\"keys\":1}", "{\"keys\":[1]}", "{\"keys\":[{\"kty\":\"OKP\"}]}", "no json"})
    void refusesWhatIsNoJwksAndDoesNotQuoteIt(String text) {
        assertThatThrownBy(() -> KeyFile.parse(text, "f"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("f ");
    }
}
