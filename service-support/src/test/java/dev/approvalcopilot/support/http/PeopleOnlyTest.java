package dev.approvalcopilot.support.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PeopleOnlyTest {

    private record Token(Map<String, Object> claims) implements JsonWebToken {

        @Override
        public String getName() {
            return getSubject();
        }

        @Override
        public Set<String> getClaimNames() {
            return claims.keySet();
        }

        @Override
        @SuppressWarnings("unchecked")
        public <T> T getClaim(String name) {
            return (T) claims.get(name);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"auth0|ada", "samlp|acme|Jane Doe"})
    void aPersonIsLetIn(String sub) {
        assertThat(PeopleOnly.fault(new Token(Map.of("sub", sub)))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc@clients", "ada", "auth0|ada\n"})
    void whoeverElseLoggedInIsNot(String sub) {
        assertThat(PeopleOnly.fault(new Token(Map.of("sub", sub)))).isPresent();
    }

    @Test
    void anApplicationIsNoPersonWhateverItIsCalled() {
        assertThat(PeopleOnly.fault(new Token(Map.of("sub", "auth0|x", "gty", "client-credentials"))))
                .hasValueSatisfying(words -> assertThat(words).contains("an application's own"));
        assertThat(PeopleOnly.fault(new Token(Map.of("azp", "copilot-cli")))).isPresent();
    }
}
