package dev.approvalcopilot.contracts.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a shipped tool's schema takes can be written into its requests, so that nobody approves a call that cannot be made. */
class ShippedRequestsTest {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int ROUNDS = 400;
    private static final int TRIES = 40;

    /** Something of every form that a shipped pattern asks for. */
    private static final List<String> FORMS = List.of(
            "octocat_acme",
            "website",
            "#開発",
            "équipe",
            "C0123456789",
            "bob@acme.test",
            "2026-12-03T09:00:00Z",
            "2026-11-20T08:15:30.123Z",
            "2026-12-04T09:00:00+01:00",
            "6dcb09b5b57875f334f61aebed695e2e4193db5e",
            "_60q30c1g60o30e1i60o4ac1g",
            "1700000000.123456",
            "1a2b3c4d5e6f0001");

    /** Characters that end lines, leave paths, begin queries, or are more than one unit of anything. */
    private static final String[] PIECES = {
        "a",
        "B",
        "7",
        ".",
        "..",
        "-",
        "_",
        "/",
        "\\",
        "%",
        "%2f",
        "?",
        "&",
        "=",
        "#",
        "+",
        " ",
        "\t",
        "\r",
        "\n",
        "\0",
        "\u001f",
        "\u007f",
        "\u0085",
        "\u009b",
        "\u00a0",
        "\u2028",
        "\u2029",
        "\u200b",
        "\u202e",
        "\ufeff",
        "é",
        "開",
        "👩",
        "=?UTF-8?B?eA==?=",
        "\"",
        "'",
        "<",
        "{owner}",
        "{action_id}",
        "@",
        ":",
        ";",
        ","
    };

    static Stream<Tool> toolsThatCall() {
        return ToolCatalog.load(Path.of(System.getProperty("repository.root", ".."), "tools")).all().stream()
                .filter(tool -> tool.manifest().request() != null);
    }

    @ParameterizedTest
    @MethodSource("toolsThatCall")
    void whatTheSchemaTakesTheRendererRenders(Tool tool) {
        var random = new Random(tool.name().hashCode());
        var seen = new HashSet<String>();
        for (int i = 0; i < ROUNDS; i++) {
            var arguments = arguments(tool, random);
            if (tool.schema().violations(arguments).isEmpty()) {
                arguments.fieldNames().forEachRemaining(seen::add);
                assertThatCode(() -> render(tool, arguments.deepCopy().put(ToolManifest.ACTION_ID, "0".repeat(32))))
                        .as("%.300s", arguments)
                        .doesNotThrowAnyException();
            }
        }
        assertThat(seen).as("arguments that were tried").containsAll(names(tool));
    }

    private static void render(Tool tool, ObjectNode values) throws UnrenderableRequest {
        var manifest = tool.manifest();
        RequestRenderer.render(manifest.request(), values);
        for (var precondition : manifest.preconditions()) {
            RequestRenderer.read(manifest.request(), precondition.path(), precondition.query(), values);
        }
        if (manifest.lookup() != null) {
            RequestRenderer.read(
                    manifest.request(),
                    manifest.lookup().path(),
                    manifest.lookup().query(),
                    values);
        }
    }

    private static List<String> names(Tool tool) {
        return tool.manifest()
                .arguments()
                .path("properties")
                .propertyStream()
                .map(Map.Entry::getKey)
                .toList();
    }

    /** A whole set of arguments, each by itself one that its schema takes where one was found. */
    private static ObjectNode arguments(Tool tool, Random random) {
        var arguments = JSON.objectNode();
        var properties = tool.manifest().arguments().path("properties");
        for (var name : names(tool)) {
            fitting(tool, name, properties.path(name), random).ifPresent(value -> arguments.set(name, value));
        }
        return arguments;
    }

    private static Optional<JsonNode> fitting(Tool tool, String name, JsonNode schema, Random random) {
        for (int i = 0; i < TRIES; i++) {
            var value = value(schema, random);
            boolean fits = tool.schema().violations(JSON.objectNode().set(name, value)).stream()
                    .noneMatch(violation -> violation.startsWith("/" + name));
            if (fits) {
                return Optional.of(value);
            }
        }
        return Optional.empty();
    }

    private static JsonNode value(JsonNode schema, Random random) {
        if (schema.has("enum")) {
            return schema.path("enum").get(random.nextInt(schema.path("enum").size()));
        }
        return switch (schema.path("type").asText()) {
            case "integer" ->
                JSON.numberNode(random.nextInt(
                        schema.path("minimum").asInt(), schema.path("maximum").asInt()));
            case "array" -> JSON.arrayNode().add(value(schema.path("items"), random));
            case "object" -> {
                var object = JSON.objectNode();
                schema.path("properties")
                        .properties()
                        .forEach(member -> object.set(member.getKey(), value(member.getValue(), random)));
                yield object;
            }
            default -> JSON.textNode(text(schema.path("maxLength").asInt(200), random));
        };
    }

    private static String text(int maxLength, Random random) {
        var form = FORMS.get(random.nextInt(FORMS.size()));
        return switch (random.nextInt(4)) {
            case 0 -> form;
            case 1 -> form + PIECES[random.nextInt(PIECES.length)];
            case 2 -> longText(maxLength, random);
            default -> PIECES[random.nextInt(PIECES.length)] + PIECES[random.nextInt(PIECES.length)];
        };
    }

    /** As long as may be, of one character: what is short in the schema's count may be long in the request's. */
    private static String longText(int maxLength, Random random) {
        var piece = PIECES[random.nextInt(PIECES.length)];
        return piece.repeat(Math.max(1, maxLength / piece.codePointCount(0, piece.length())));
    }
}
