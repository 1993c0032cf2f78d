package dev.approvalcopilot.local.auth0;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TotpTest {
    /** ASCII 12345678901234567890, the secret of RFC 6238, appendix B. */
    private static final String SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

    @ParameterizedTest
    @CsvSource({"59,287082", "1111111109,081804", "1111111111,050471", "1234567890,005924", "2000000000,279037"})
    void showsTheLastSixDigitsOfTheVectorsOfRfc6238(long seconds, String code) {
        assertThat(Totp.code(SECRET, Instant.ofEpochSecond(seconds))).isEqualTo(code);
    }

    @Test
    void acceptsTheStepsBesideTheCurrentOneOnly() {
        var now = Instant.ofEpochSecond(2_000_000_010);
        assertThat(Totp.accepts(SECRET, Totp.code(SECRET, now.minusSeconds(30)), now))
                .isTrue();
        assertThat(Totp.accepts(SECRET, Totp.code(SECRET, now.minusSeconds(90)), now))
                .isFalse();
        assertThat(Totp.accepts(SECRET, "", now)).isFalse();
    }
}
