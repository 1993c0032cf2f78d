package dev.approvalcopilot.contracts.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.approvalcopilot.contracts.json.MalformedJson.Reason;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class StrictJsonTest {

    static Stream<Arguments> refused() {
        return Stream.of(
                Arguments.of("{\"a\":1,\"a\":2}", Reason.DUPLICATE_KEY),
                Arguments.of("{\"a\":1,\"\\u0061\":2}", Reason.DUPLICATE_KEY),
                Arguments.of("{\"a\":{\"b\":1,\"b\":1}}", Reason.DUPLICATE_KEY),
                Arguments.of("\"\\ud800\"", Reason.LONE_SURROGATE),
                Arguments.of("\"\\udc00\\ud800\"", Reason.LONE_SURROGATE),
                Arguments.of("{\"\\udead\":1}", Reason.LONE_SURROGATE),
                Arguments.of("\"a\\udc00\"", Reason.LONE_SURROGATE),
                Arguments.of("\"\\ud800a\"", Reason.LONE_SURROGATE),
                Arguments.of("\"a\\ud800\"", Reason.LONE_SURROGATE),
                Arguments.of("[[\"\\ud800\"]]", Reason.LONE_SURROGATE),
                Arguments.of("{\"a\":{\"b\":\"\\ud800\"}}", Reason.LONE_SURROGATE),
                Arguments.of("1000000000000000000000000", Reason.NUMBER_OUT_OF_RANGE),
                Arguments.of("999999999999999900000.0", Reason.NUMBER_OUT_OF_RANGE),
                Arguments.of("1".repeat(401), Reason.TOO_LARGE),
                Arguments.of("9007199254740993", Reason.NUMBER_OUT_OF_RANGE),
                Arguments.of("9007199254740992", Reason.NUMBER_OUT_OF_RANGE),
                Arguments.of("-9007199254740992", Reason.NUMBER_OUT_OF_RANGE),
                Arguments.of("9007199254740993.0", Reason.NUMBER_OUT_OF_RANGE),
                Arguments.of("1e16", Reason.NUMBER_OUT_OF_RANGE),
                Arguments.of("1e999", Reason.NUMBER_OUT_OF_RANGE),
                Arguments.of("01", Reason.NOT_JSON),
                Arguments.of("+1", Reason.NOT_JSON),
                Arguments.of("NaN", Reason.NOT_JSON),
                Arguments.of("Infinity", Reason.NOT_JSON),
                Arguments.of("{'a':1}", Reason.NOT_JSON),
                Arguments.of("{\"a\":1,}", Reason.NOT_JSON),
                Arguments.of("{\"a\":1} {}", Reason.NOT_JSON),
                Arguments.of("// c\n1", Reason.NOT_JSON),
                Arguments.of("", Reason.NOT_JSON),
                Arguments.of("[".repeat(33) + "]".repeat(33), Reason.TOO_DEEP),
                Arguments.of("[".repeat(20_000), Reason.TOO_DEEP),
                Arguments.of("\"" + "x".repeat(StrictJson.MAX_BYTES) + "\"", Reason.TOO_LARGE));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void refusesWhatCouldBeReadInTwoWays(String text, Reason reason) {
        assertThatThrownBy(() -> StrictJson.parse(text.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOfSatisfying(
                        MalformedJson.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }

    @Test
    void refusesBytesThatAreNotUtf8() {
        byte[] overlong = {'"', (byte) 0xC0, (byte) 0x80, '"'};
        assertThatThrownBy(() -> StrictJson.parse(overlong)).isInstanceOf(MalformedJson.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "9007199254740991",
                "-9007199254740991",
                "9007199254740991.0",
                "1e21",
                "0.1",
                "1E30",
                "1e-7",
                "\"\\ud83d\\ude00\"",
                "[]",
                "null"
            })
    void acceptsWhatHasOneMeaning(String text) {
        assertThat(StrictJson.parse(text.getBytes(StandardCharsets.UTF_8))).isNotNull();
    }

    @Test
    void acceptsTheDeepestAllowedNesting() {
        var deepest = "[".repeat(StrictJson.MAX_DEPTH) + "]".repeat(StrictJson.MAX_DEPTH);
        assertThat(StrictJson.parse(deepest.getBytes(StandardCharsets.UTF_8)).isArray())
                .isTrue();
    }

    @Test
    void acceptsTheLargestAllowedText() {
        var largest = "\"" + "x".repeat(StrictJson.MAX_BYTES - 2) + "\"";
        assertThat(StrictJson.parse(largest.getBytes(StandardCharsets.UTF_8)).isTextual())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aTreeThatWasBuiltHereMayBeAsDeepAndNoDeeper(boolean ofObjects) {
        var deepest = nested(StrictJson.MAX_DEPTH, ofObjects);
        assertThat(StrictJson.check(deepest)).isSameAs(deepest);

        assertThatThrownBy(() -> StrictJson.check(nested(StrictJson.MAX_DEPTH + 1, ofObjects)))
                .isInstanceOfSatisfying(
                        MalformedJson.class, e -> assertThat(e.reason()).isEqualTo(Reason.TOO_DEEP));
    }

    private static JsonNode nested(int depth, boolean ofObjects) {
        JsonNode tree = ofObjects ? Json.MAPPER.createObjectNode() : Json.MAPPER.createArrayNode();
        for (int i = 1; i < depth; i++) {
            tree = ofObjects
                    ? Json.MAPPER.createObjectNode().set("a", tree)
                    : Json.MAPPER.createArrayNode().add(tree);
        }
        return tree;
    }

    @Test
    void eachReasonHasItsWords() {
        for (var reason : Reason.values()) {
            assertThat(new MalformedJson(reason)).hasMessage(reason.text());
            assertThat(reason.text()).isNotBlank();
        }
    }

    @Test
    void neverRepeatsTheInputInItsMessage() {
        assertThatThrownBy(() -> StrictJson.parse("{\"secret-value\":".getBytes(StandardCharsets.UTF_8)))
                .hasMessageNotContaining("secret-value");
    }
}
