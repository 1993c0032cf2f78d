package dev.approvalcopilot.contracts.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.approvalcopilot.contracts.event.HaltScope;
import dev.approvalcopilot.contracts.own.Delegation;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrincipalTest {

    static Stream<String> people() {
        return Stream.of(
                "auth0|ada",
                "a|b",
                "samlp|acme|Jane Doe",
                "oidc|acme|https://id.acme.test/users/7?x=%2F",
                "waad|'\"<>&\\",
                "auth0|" + "x".repeat(204),
                "auth0|" + "x".repeat(249));
    }

    @ParameterizedTest
    @MethodSource("people")
    void isWhatOidcCoreAllows(String sub) {
        assertThat(new Principal(sub)).hasToString(sub);
    }

    /** Whoever can log in can be halted and delegated to. */
    @ParameterizedTest
    @MethodSource("people")
    void canBeHaltedAndDelegatedTo(String sub) {
        assertThat(HaltScope.parse("person:" + sub)).isEqualTo(new HaltScope(HaltScope.Kind.PERSON, sub));
        assertThat(new Delegation(new UUID(1, 2), sub, Instant.EPOCH, Instant.MAX, List.of()).to())
                .isEqualTo(sub);
    }

    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            delimiter = ';',
            value = {
                "'';is missing",
                " auth0|ada;begins or ends with a space",
                "auth0|ada ;begins or ends with a space",
                "auth0|käthe;not printable ASCII",
                "auth0|a\tb;not printable ASCII",
                "auth0|a\u007fb;not printable ASCII",
                "ada;not of the form provider|id",
                "|ada;not of the form provider|id",
                "auth0|;not of the form provider|id",
                "copilot-cli@clients;an application's"
            })
    void isNothingElseAndTheWordsSayWhy(String sub, String words) {
        assertThat(Principal.fault(sub)).get().asString().contains(words);
        assertThat(Principal.holds(sub)).isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Principal(sub))
                .withMessageContaining(words);
    }

    @Test
    void isNoneWithoutAName() {
        assertThat(Principal.holds(null)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {256, 12_000})
    void hasAtMost255CharactersAndTheWordsSayHowManyThereAre(int length) {
        assertThat(Principal.fault("auth0|" + "x".repeat(length - 6)))
                .hasValue("The id of a login (sub) has " + length + " characters. At most 255 can be used here.");
    }
}
