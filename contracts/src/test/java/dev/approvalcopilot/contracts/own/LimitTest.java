package dev.approvalcopilot.contracts.own;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.approvalcopilot.contracts.json.Json;
import dev.approvalcopilot.contracts.manifest.Builtin;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class LimitTest {

    private static final UUID ID = UUID.fromString("0198f3a0-0000-7000-8000-000000000001");

    private static Limit limit(String agent, String tool, String connection) {
        return new Limit(ID, agent, tool, connection, null, null, null);
    }

    private static Limit atMost(String max) {
        return new Limit(ID, null, "bank.pay", null, "x", new BigDecimal(max), null);
    }

    private static Limit oneOf(String... allowed) {
        return new Limit(ID, null, "bank.pay", null, "x", null, List.of(allowed));
    }

    private static ObjectNode json(String text) {
        try {
            return (ObjectNode) Json.MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static boolean forbids(Limit limit, String x) {
        return limit.forbids("planner", "bank.pay", "bank", json("{\"x\":" + x + "}"));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "planner, -, -, true",
                "-, bank.pay, -, true",
                "-, -, bank, true",
                "planner, bank.pay, bank, true",
                "other, -, -, false",
                "-, bank.read, -, false",
                "-, -, github, false",
                "other, bank.pay, bank, false",
                "planner, bank.read, bank, false",
                "planner, bank.pay, github, false"
            })
    void forbidsWhatFitsAllThatItNames(String agent, String tool, String connection, boolean forbidden) {
        assertThat(limit(agent, tool, connection).forbids("planner", "bank.pay", "bank", json("{}")))
                .isEqualTo(forbidden);
    }

    @ParameterizedTest
    @ValueSource(strings = {"10", "10.0", "-3", "\"10.00\"", "\"9.99\"", "[1,2,3,4,5,6,7,8,9,10]", "[]"})
    void allowsAnArgumentUpToTheMost(String x) {
        assertThat(forbids(atMost("10"), x)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "11",
                "10.000000001",
                "1e30",
                "\"10.01\"",
                "\"10,00\"",
                "\"1e1\"",
                "\" 9\"",
                "\"9 EUR\"",
                "\"\"",
                "true",
                "null",
                "{}",
                "[1,2,3,4,5,6,7,8,9,10,11]"
            })
    void forbidsMoreThanTheMostAndWhatIsNoAmount(String x) {
        assertThat(forbids(atMost("10"), x)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\"blue\"", "7", "true", "[\"blue\",7]", "[]", "\"ada@acme.example\"", "\"A.B+c@ACME.example\""})
    void allowsWhatIsNamed(String x) {
        assertThat(forbids(oneOf("blue", "7", "true", "@acme.example"), x)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"Blue\"",
                "\"blue \"",
                "70",
                "false",
                "null",
                "{}",
                "[\"blue\",\"red\"]",
                "[[\"blue\"]]",
                "\"ada@evil.example\"",
                "\"ada@sub.acme.example\"",
                "\"ada@acme.example.evil.example\"",
                "\"eve@evil.example,ada@acme.example\"",
                "\"eve@evil.example ada@acme.example\"",
                "\"<eve@evil.example>ada@acme.example\"",
                "\"eve@evil.example@acme.example\"",
                "\"@acme.example \"",
                "\"acme.example\""
            })
    void forbidsWhatIsNotNamed(String x) {
        assertThat(forbids(oneOf("blue", "7", "true", "@acme.example"), x)).isTrue();
    }

    @Test
    void aBoundDoesNotMeanAnActionWithoutTheArgument() {
        assertThat(atMost("10").forbids("planner", "bank.pay", "bank", json("{\"y\":99}")))
                .isFalse();
        assertThat(oneOf("a").forbids("planner", "bank.pay", "bank", json("{\"y\":99}")))
                .isFalse();
    }

    @Test
    void aBoundMeansTheToolThatItNamesAlone() {
        assertThat(atMost("10").forbids("planner", "bank.read", "bank", json("{\"x\":99}")))
                .isFalse();
    }

    @Test
    void saysNothingOrTwoThingsToNobody() {
        assertThatThrownBy(() -> limit(null, null, null)).hasMessageContaining("agent, tool or connection");
        assertThatThrownBy(() -> limit(" ", null, null)).hasMessageContaining("agent");
        assertThatThrownBy(() -> new Limit(null, "a", null, null, null, null, null))
                .hasMessageContaining("id");
        assertThatThrownBy(() -> new Limit(ID, "a", null, null, "x", null, null))
                .hasMessageContaining("bound");
        assertThatThrownBy(() -> new Limit(ID, "a", null, null, null, BigDecimal.ONE, null))
                .hasMessageContaining("bound");
        assertThatThrownBy(() -> new Limit(ID, "a", null, null, "x", BigDecimal.ONE, List.of("b")))
                .hasMessageContaining("max or allowed");
        assertThatThrownBy(() -> new Limit(ID, "a", null, null, "x", null, List.of()))
                .hasMessageContaining("allowed");
        assertThatThrownBy(() -> new Limit(ID, "a", null, null, "x", null, Collections.nCopies(11, "b")))
                .hasMessageContaining("allowed");
        assertThatThrownBy(() -> new Limit(ID, "a", null, null, "x", null, List.of("b".repeat(101))))
                .hasMessageContaining("allowed");
    }

    @Test
    void readsLikeASentence() {
        assertThat(limit("planner", "bank.pay", "bank").words())
                .isEqualTo("the agent planner with the tool bank.pay with the connection bank");
        assertThat(atMost("1E+2").words()).isEqualTo("the tool bank.pay, whenever x is more than 100");
        assertThat(oneOf("a", "@b.example").words()).isEqualTo("the tool bank.pay, unless x is one of: a, @b.example");
    }

    @Test
    void isReadBackAsWritten() throws JsonProcessingException {
        for (var limit : List.of(limit("a", null, "c"), atMost("100"), atMost("12.50"), oneOf("a", "b"))) {
            assertThat(Json.MAPPER.readValue(Json.MAPPER.writeValueAsString(limit), Limit.class))
                    .isEqualTo(limit);
        }
    }

    @ParameterizedTest
    @EnumSource
    void noLimitKeepsAPersonFromTheirOwnRulesOnThePageButFromDelegating(Builtin builtin) {
        assertThat(OwnRules.canBeLimited(builtin, "page")).isEqualTo(builtin == Builtin.DELEGATE);
        assertThat(OwnRules.canBeLimited(builtin, "planner")).isTrue();
    }

    @Test
    void whatIsCalledAtAProviderCanBeLimitedWhoeverAsks() {
        assertThat(OwnRules.canBeLimited(null, "page")).isTrue();
    }
}
