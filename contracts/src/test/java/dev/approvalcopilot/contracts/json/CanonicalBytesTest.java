package dev.approvalcopilot.contracts.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class CanonicalBytesTest {

    private static CanonicalBytes canonical(String json) {
        return CanonicalBytes.of(StrictJson.parse(json.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void ordersMembersByUtf16CodeUnits() {
        assertThat(canonical("{\"\\ufb33\":1,\"\\ud83d\\ude00\":2,\"b\":3,\"a\":4}")
                        .text())
                .isEqualTo("{\"a\":4,\"b\":3,\"\ud83d\ude00\":2,\"\ufb33\":1}");
    }

    @Test
    void writesNumbersAsEcmaScriptDoes() {
        assertThat(canonical("[1.0,-0.0,1e3,1E-7,333333333.33333329,4.50]").text())
                .isEqualTo("[1,0,1000,1e-7,333333333.3333333,4.5]");
    }

    @Test
    void givesOneDigestToOneMeaning() {
        assertThat(canonical("{ \"b\" : 1.0, \"a\" : \"\\u0041\" }").digest())
                .isEqualTo(canonical("{\"a\":\"A\",\"b\":1}").digest());
    }

    @Test
    void takesOnlyCanonicalBytesFromOthers() {
        assertThatThrownBy(() -> CanonicalBytes.received("{\"b\":1,\"a\":2}".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOfSatisfying(
                        MalformedJson.class, e -> assertThat(e.reason()).isEqualTo(MalformedJson.Reason.NOT_CANONICAL));
    }

    @Test
    void survivesItsWrittenForm() {
        var bytes = canonical("{\"text\":\"Grüße\"}");
        assertThat(CanonicalBytes.fromBase64(bytes.toBase64())).isEqualTo(bytes);
    }

    @Test
    void isEqualToTheSameBytesAndToNothingElse() {
        assertThat(canonical("[1]")).isEqualTo(canonical("[1.0]")).hasSameHashCodeAs(canonical("[1.0]"));
        assertThat(canonical("[1]")).isNotEqualTo(canonical("[2]")).isNotEqualTo("[1]");
        assertThat(canonical("[1]").hashCode()).isNotEqualTo(canonical("[2]").hashCode());
    }

    @Test
    void isNoLargerThanWhatMayBeParsed() {
        assertThat(CanonicalBytes.of(textOf(StrictJson.MAX_BYTES)).toByteArray())
                .hasSize(StrictJson.MAX_BYTES);
        assertThatThrownBy(() -> CanonicalBytes.of(textOf(StrictJson.MAX_BYTES + 1)))
                .isInstanceOfSatisfying(
                        MalformedJson.class, e -> assertThat(e.reason()).isEqualTo(MalformedJson.Reason.TOO_LARGE));
    }

    private static JsonNode textOf(int length) {
        return Json.MAPPER.createArrayNode().add("x".repeat(length - "[\"\"]".length()));
    }

    @Test
    void printsSizeAndDigest() {
        assertThat(canonical("[1]").toString())
                .contains("3 bytes", canonical("[1]").digest().value());
    }

    @Test
    void aDigestIsNeverAbsent() {
        assertThatThrownBy(() -> new Digest(null)).isInstanceOf(MalformedJson.class);
    }

    @Test
    void givesNobodyItsOwnArray() {
        var bytes = canonical("[1]");
        bytes.toByteArray()[0] = '{';
        assertThat(bytes.text()).isEqualTo("[1]");
    }

    @Test
    void printsNoContent() {
        assertThat(canonical("[\"hidden\"]").toString()).doesNotContain("hidden");
    }

    @Test
    void refusesTheFifteenOtherSpellingsOfTheSameDigest() {
        var digest = canonical("[1]").digest().value();
        var letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        long accepted = letters.chars()
                .filter(c -> {
                    try {
                        new Digest(digest.substring(0, digest.length() - 1) + (char) c);
                        return true;
                    } catch (MalformedJson e) {
                        return false;
                    }
                })
                .count();
        assertThat(accepted).isEqualTo(16);
    }
}
