package dev.approvalcopilot.support.auth0;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvalcopilot.contracts.auth0.TenantToken;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.junit.jupiter.api.Test;

class TokenSizeTest {

    private record Token(String raw, Map<String, Object> claims) implements JsonWebToken {

        @Override
        public String getName() {
            return "auth0|ada";
        }

        @Override
        public String getRawToken() {
            return raw;
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

    private static Token token(int length) {
        return new Token(
                "t".repeat(length),
                Map.of("aud", List.of("a", "b"), "groups", Collections.nCopies(640, "g"), "sub", "auth0|ada"));
    }

    @Test
    void aTokenThatIsTakenHasNoFault() {
        assertThat(TokenSize.fault(token(TenantToken.MAX_LENGTH))).isEmpty();
    }

    @Test
    void aLongerOneIsToldWithItsLengthAndTheNumberOfGroups() {
        assertThat(TokenSize.fault(token(40_000)))
                .hasValueSatisfying(words -> assertThat(words)
                        .startsWith(
                                "The token of this login has 40,000 characters, and at most 32,768 can be used here,"
                                        + " about 500 groups. It lists 640."));
    }
}
