package dev.approvalcopilot.contracts.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.approvalcopilot.contracts.json.Json;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ArgumentSchemaTest {

    private static final int ALL_THAT_ARGUMENTS_MAY_HOLD = 64 * 1024;

    /** A quarter of what a thread of a service has. */
    private static final long SMALL_STACK_BYTES = 256 * 1024;

    @Test
    void aMailAddressOf3766CharactersIsTooLongAndNothingElse() throws Exception {
        var mail = ToolCatalog.load(Path.of(System.getProperty("repository.root"), "tools"))
                .find("gmail.send_message")
                .orElseThrow();
        var arguments = Json.MAPPER
                .createObjectNode()
                .put("to", "a.".repeat(1880) + "a@b.cc")
                .put("subject", "s")
                .put("text", "t");
        assertThat(onASmallStack(() -> mail.violations(arguments)))
                .containsExactly("/to: must be at most 254 characters long");
    }

    @ParameterizedTest
    @MethodSource("textsThatExplode")
    void noTextOverflowsOrStallsAPattern(String pattern, String text) throws Exception {
        var schema = schema("{\"type\":\"string\",\"pattern\":\"%s\"}".formatted(pattern));
        assertThat(onASmallStack(() -> schema.violations(TextNode.valueOf(text))))
                .hasSize(1);
    }

    static List<org.junit.jupiter.params.provider.Arguments> textsThatExplode() {
        var many = "a".repeat(ALL_THAT_ARGUMENTS_MAY_HOLD - 10);
        return List.of(
                org.junit.jupiter.params.provider.Arguments.of("^(a+)+$", many + "!"),
                org.junit.jupiter.params.provider.Arguments.of("^(a|aa)*$", many + "!"),
                org.junit.jupiter.params.provider.Arguments.of("^(?:a|b)*c$", many),
                org.junit.jupiter.params.provider.Arguments.of("^([a-z]+\\\\.?)+@$", many),
                org.junit.jupiter.params.provider.Arguments.of("^a*a*a*a*a*b$", many));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "email",
                "idn-email",
                "hostname",
                "idn-hostname",
                "ipv4",
                "ipv6",
                "date",
                "time",
                "uri",
                "iri",
                "uuid",
                "json-pointer",
                "regex",
                "duration",
                "date-time"
            })
    void noTextOverflowsAFormat(String format) throws Exception {
        var schema = schema("{\"type\":\"string\",\"format\":\"%s\"}".formatted(format));
        for (var part : List.of("a.", "\"", "\\", "1:", "a@", "(", "-", "0", "\u00e9.", "/~2")) {
            var text = part.repeat(ALL_THAT_ARGUMENTS_MAY_HOLD / part.length() - 10) + "@";
            assertThat(onASmallStack(() -> schema.violations(TextNode.valueOf(text))))
                    .as("%s of %s", format, part)
                    .hasSize(1);
        }
    }

    @Test
    void eachPlaceForATextInTheShippedToolsTakesTheLongestText() throws Exception {
        var tools = ToolCatalog.load(Path.of(System.getProperty("repository.root"), "tools"));
        for (var tool : tools.all()) {
            for (var part : List.of("a.", "a@a.", "A-", "\u0000", "\ud83d\ude00", "..")) {
                var text = part.repeat(ALL_THAT_ARGUMENTS_MAY_HOLD / part.length());
                var arguments = filled(tool.manifest().arguments(), text);
                assertThat(onASmallStack(() -> tool.violations((ObjectNode) arguments)))
                        .as("%s with %s", tool.name(), part)
                        .isNotNull();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "^(?!a)b$",
                "^(?=a)a$",
                "(?<=a)b",
                "(a)\\\\1",
                "a++",
                "\\\\u0041",
                "[",
                "^(?:(?:a{1,100}){1,100}){1,100}$"
            })
    void aPatternOutsideRe2IsRefusedWithTheManifest(String pattern) {
        assertThatThrownBy(() -> schema("{\"type\":\"object\",\"properties\":{\"a\":{\"items\":{\"pattern\":\"%s\"}}}}"
                        .formatted(pattern)))
                .isInstanceOf(BadManifest.class)
                .hasMessageContaining("arguments: the pattern");
        assertThatThrownBy(() -> schema("{\"type\":\"object\",\"patternProperties\":{\"%s\":{}}}".formatted(pattern)))
                .isInstanceOf(BadManifest.class)
                .hasMessageContaining("arguments: the pattern");
    }

    @Test
    void anArgumentNamedPatternIsNoPattern() throws Exception {
        var schema = schema("{\"type\":\"object\",\"properties\":{\"pattern\":{\"type\":\"string\",\"maxLength\":3}}}");
        assertThat(schema.violations(Json.MAPPER.readTree("{\"pattern\":\"abcd\"}")))
                .hasSize(1);
    }

    @Test
    void aPatternsEndIsTheEndOfTheText() throws Exception {
        var schema = schema("{\"type\":\"string\",\"pattern\":\"^[a-z]+$\"}");
        assertThat(schema.violations(TextNode.valueOf("abc"))).isEmpty();
        assertThat(schema.violations(TextNode.valueOf("abc\n"))).hasSize(1);
    }

    @Test
    void lengthsCountCharactersAsPeopleDo() throws Exception {
        var schema = schema("{\"type\":\"string\",\"maxLength\":2,\"pattern\":\"^[a]*$\"}");
        assertThat(schema.violations(TextNode.valueOf("\ud83d\ude00\ud83d\ude00")))
                .hasSize(1);
    }

    private static ArgumentSchema schema(String json) throws Exception {
        return ArgumentSchema.of(Json.MAPPER.readTree(json));
    }

    /** The text at every place where the schema has a text. */
    private static JsonNode filled(JsonNode schema, String text) {
        var node = Json.MAPPER.createObjectNode();
        schema.path("properties").properties().forEach(p -> node.set(p.getKey(), value(p.getValue(), text)));
        return node;
    }

    private static JsonNode value(JsonNode schema, String text) {
        return switch (schema.path("type").asText()) {
            case "object" -> filled(schema, text);
            case "array" -> Json.MAPPER.createArrayNode().add(value(schema.path("items"), text));
            case "string" -> TextNode.valueOf(text);
            default -> Json.MAPPER.getNodeFactory().numberNode(1);
        };
    }

    private static List<String> onASmallStack(java.util.function.Supplier<List<String>> check) throws Exception {
        var violations = new FutureTask<>(check::get);
        var thread = new Thread(null, violations, "small-stack", SMALL_STACK_BYTES);
        thread.start();
        thread.join(Duration.ofSeconds(30));
        return new ArrayList<>(violations.get());
    }
}
