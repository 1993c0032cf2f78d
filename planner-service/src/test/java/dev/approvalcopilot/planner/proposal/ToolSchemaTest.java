package dev.approvalcopilot.planner.proposal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.approvalcopilot.contracts.json.Json;
import dev.approvalcopilot.planner.halt.ActiveHalts;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ToolSchemaTest {

    /** So many in one argument make llama.cpp refuse the request. */
    private static final int LLAMA_CPP_REPETITIONS = 2000;

    /** What OpenAI, Gemini, vLLM, llama.cpp and Ollama all take. */
    private static final Set<String> COMMON = Set.of(
            "type",
            "description",
            "enum",
            "minimum",
            "maximum",
            "minLength",
            "maxLength",
            "minItems",
            "maxItems",
            "required",
            "properties",
            "items",
            "additionalProperties",
            "anyOf",
            "pattern",
            "format");

    @Test
    void saysTypeLimitsAndWordsOfEachArgument() {
        var tool = ShippedTools.named("github.create_issue");
        var parameters = ToolSchema.of(tool.manifest()).parameters();
        var title = tool.manifest().arguments().path("properties").path("title");

        assertThat(parameters.path("properties").path("title").path("description"))
                .isEqualTo(title.path("description"));
        assertThat(parameters.path("properties").path("title").path("maxLength"))
                .isEqualTo(title.path("maxLength"));
        assertThat(parameters.path("required"))
                .isEqualTo(tool.manifest().arguments().path("required"));
        assertThat(parameters.path("additionalProperties").asBoolean(true)).isFalse();
    }

    @Test
    void everyShippedToolIsToldInWordsThatEveryEndpointKnows() {
        assertThat(new ModelTools(ShippedTools.CATALOG).offered(new ActiveHalts(List.of())))
                .hasSameSizeAs(ShippedTools.CATALOG.all())
                .allSatisfy(tool -> assertThat(tool.name()).matches("[a-z0-9]+__[a-z0-9_]{1,60}"))
                .allSatisfy(tool -> checkPlain(tool.parameters()));
    }

    private static void checkPlain(JsonNode schema) {
        assertThat(schema.fieldNames()).toIterable().isSubsetOf(COMMON);
        assertThat(schema.path("pattern").asText("")).doesNotContain("(?", "\\p", "\\x", "\\u", "\\d");
        assertThat(Repetitions.in(schema.path("pattern").asText(""))).isLessThan(LLAMA_CPP_REPETITIONS);
        for (var bound : List.of("minLength", "maxLength", "minItems", "maxItems")) {
            assertThat(schema.path(bound).asInt()).as(bound).isLessThan(LLAMA_CPP_REPETITIONS);
        }
        schema.path("properties").forEach(ToolSchemaTest::checkPlain);
        schema.path("anyOf").forEach(ToolSchemaTest::checkPlain);
        if (schema.has("items")) {
            checkPlain(schema.path("items"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "^[\\\\x21-\\\\x7E]{1,200}$",
                "^[^\\\\p{C}]+$",
                "^(?!a)b$",
                "^(?i)a$",
                "^\\\\d+$",
                "^a+?$",
                "^[^\\\\r\\\\n]*$",
                "abc"
            })
    void aPatternThatNotAllKnowIsSaidInTheDescription(String pattern) {
        var plain = PlainSchema.of(
                json("{\"type\":\"string\",\"description\":\"A name.\",\"pattern\":\"%s\"}".formatted(pattern)));
        assertThat(plain.has("pattern")).isFalse();
        assertThat(plain.path("description").asText())
                .isEqualTo("A name. Must match the regular expression " + pattern.replace("\\\\", "\\"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {"^[a-z]{1,3}$ ^[a-z]{1,3}$", "^a(?:b|c)*$ ^a(b|c)*$", "^[0-9]+\\\\.[0-9]$ ^[0-9]+\\\\.[0-9]$"})
    void aPatternThatAllKnowStays(String pattern, String told) {
        var plain = PlainSchema.of(json("{\"type\":\"string\",\"pattern\":\"%s\"}".formatted(pattern)));
        assertThat(plain.path("pattern").asText()).isEqualTo(told.replace("\\\\", "\\"));
    }

    @Test
    void aBoundThatNoGrammarHoldsIsSaidInTheDescription() {
        var parameters = ToolSchema.of(ShippedTools.named("github.create_issue").manifest())
                .parameters();
        var body = parameters.path("properties").path("body");
        assertThat(body.has("maxLength")).isFalse();
        assertThat(body.path("description").asText()).endsWith("At most 16384 characters");

        var plain = PlainSchema.of(json("{\"type\":\"string\",\"minLength\":1025,\"maxLength\":2000}"));
        assertThat(plain)
                .isEqualTo(json(
                        "{\"type\":\"string\",\"description\":\"At most 2000 characters. At least 1025 characters\"}"));
    }

    @Test
    void whatRepeatsInEachElementCountsForEachElement() {
        var plain = PlainSchema.of(json("""
                {"type":"array","maxItems":20,"items":{"type":"array","maxItems":2,"items":
                  {"type":"string","maxLength":26,"pattern":"^[a-z]{1,26}$"}}}"""));
        var inner = plain.path("items").path("items");
        assertThat(plain.path("maxItems").asInt()).isEqualTo(20);
        assertThat(plain.path("items").path("maxItems").asInt()).isEqualTo(2);
        assertThat(inner.fieldNames()).toIterable().containsExactly("type", "description");
        assertThat(inner.path("description").asText())
                .isEqualTo("At most 26 characters. Must match the regular expression ^[a-z]{1,26}$");

        var endless = PlainSchema.of(
                json("{\"type\":\"array\",\"maxItems\":2000,\"items\":{\"type\":\"string\",\"maxLength\":1024}}"));
        assertThat(endless.has("maxItems")).isFalse();
        assertThat(endless.path("description").asText()).isEqualTo("At most 2000 elements");
        assertThat(endless.path("items").path("maxLength").asInt()).isEqualTo(1024);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "^$ 2",
                "^[a-z]{8,20}$ 22",
                "^[]{}]{3}$ 5",
                "^(ab){10}$ 22",
                "^((a{10}){10}b){10}$ 1012",
                "^a{2,}b{3}$ 7",
                "^\\({5}$ 7",
                "^{a}$ 5"
            })
    void repetitionsOfAPatternMultiplyInGroups(String pattern, long rules) {
        assertThat(Repetitions.in(pattern)).isEqualTo(rules);
    }

    @Test
    void aPatternWithTooManyRepetitionsIsSaidInTheDescription() {
        var plain = PlainSchema.of(json("{\"type\":\"string\",\"pattern\":\"^([a-z]{60}-){20}$\"}"));
        assertThat(plain.has("pattern")).isFalse();
        assertThat(plain.path("description").asText())
                .isEqualTo("Must match the regular expression ^([a-z]{60}-){20}$");
    }

    @Test
    void whatOnlySomeKnowIsLeftOut() {
        var plain = PlainSchema.of(json("{\"type\":[\"string\",\"null\"],\"const\":\"x\",\"not\":{\"const\":\"y\"}}"));
        assertThat(plain).isEqualTo(json("{\"type\":\"string\",\"enum\":[\"x\"]}"));
    }

    @Test
    void refusesANameThatIsTooLongForAFunction() {
        assertThatThrownBy(() -> ToolSchema.functionName("github." + "a".repeat(60)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static ObjectNode json(String text) {
        try {
            return (ObjectNode) Json.MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
