package dev.approvalcopilot.system.canary;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A search that finds nothing proves nothing unless it finds what was put there. */
class CanarySearchTest {
    private static final String TOKEN = "ghu_R4nd0m-L3tters_that_n0b0dy_gu3sses_1234567890";
    private static final String OTHER = "ghu_An0ther_t0ken_that_1s_n0where_to_be_f0und_0987";
    private static final String JWT = "eyJhbGciOiJSUzI1NiJ9."
            + encoded("{\"aud\":\"copilot-presence\",\"sub\":\"auth0|ada\"}")
            + ".c2lnbmF0dXJlIHRoYXQgaXMgbG9uZyBlbm91Z2ggdG8gYmUgdG9sZCBmcm9tIGNoYW5jZQ";

    private static final CanarySearch SEARCH = new CanarySearch(
            List.of(new Canary("access_token", TOKEN), new Canary("access_token", OTHER), new Canary("id_token", JWT)));

    static Stream<Arguments> forms() throws Exception {
        var hash = MessageDigest.getInstance("SHA-256").digest(TOKEN.getBytes(StandardCharsets.UTF_8));
        return Stream.of(
                Arguments.of("in clear", TOKEN),
                Arguments.of("cut", TOKEN.substring(0, 40)),
                Arguments.of("base64 at 0", encoded(TOKEN + "}")),
                Arguments.of("base64 at 1", encoded("x" + TOKEN + "\"}")),
                Arguments.of("base64 at 2", encoded("xy" + TOKEN)),
                Arguments.of("base64 of a header", basic("client:" + TOKEN)),
                Arguments.of("hexadecimal", HexFormat.of().formatHex(TOKEN.getBytes(StandardCharsets.UTF_8))),
                Arguments.of(
                        "hexadecimal in capitals",
                        HexFormat.of()
                                .formatHex(TOKEN.getBytes(StandardCharsets.UTF_8))
                                .toUpperCase(Locale.ROOT)),
                Arguments.of("SHA-256", HexFormat.of().formatHex(hash)),
                Arguments.of("SHA-256 in base64", Base64.getEncoder().encodeToString(hash)),
                Arguments.of("SHA-256 in base64url", Base64.getUrlEncoder().encodeToString(hash)),
                Arguments.of(
                        "base64 in base64",
                        encoded("a grant of " + encoded("with " + TOKEN + " in it") + " and so on")),
                Arguments.of(
                        "bytes of a database",
                        "{\"value\":\"\\\\x" + hex("{\"grant\":\"" + encoded(" " + TOKEN + " and more of it") + "\"}")
                                + "\"}"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("forms")
    void findsItsCanary(String form, String text) {
        assertThat(SEARCH.in("a table", "something before " + text + " and something after it"))
                .as(form)
                .isNotEmpty()
                .allSatisfy(finding -> assertThat(finding.toString()).contains("access_token", "a table"))
                .noneMatch(finding -> finding.toString().contains(TOKEN.substring(0, 20)));
    }

    @Test
    void findsAJwtByItsSignature() {
        assertThat(SEARCH.in("a log", "Bearer " + JWT))
                .singleElement()
                .satisfies(finding -> assertThat(finding.canary().isPresence()).isTrue());
        assertThat(SEARCH.in("a log", "header and claims: " + JWT.substring(0, JWT.lastIndexOf('.'))))
                .isEmpty();
    }

    @Test
    void findsWhatLiesAcrossTwoReadings() {
        for (int before : List.of((1 << 20) - TOKEN.length(), (1 << 20) - 20, (1 << 20) - 1, 1 << 20, 2 << 20)) {
            var text = "a".repeat(before) + TOKEN + "b".repeat(100);

            assertThat(SEARCH.in("a log", new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8))))
                    .as("after " + before)
                    .hasSize(1);
        }
    }

    @Test
    void findsNothingWhereNothingIs() {
        var similar = TOKEN.replace("R4nd0m", "r4nd0m");

        assertThat(SEARCH.in("a topic", similar + encoded(similar) + "é\u0000" + similar))
                .isEmpty();
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String basic(String text) {
        return "Basic " + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
    }
}
