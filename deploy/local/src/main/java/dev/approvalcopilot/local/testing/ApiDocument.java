package dev.approvalcopilot.local.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The OpenAPI document of a service: the committed one, from which clients are made, and the one that was just built.
 *
 * @param name of the file in {@code docs/api}, without its end
 */
public record ApiDocument(String name) {
    private static final Path BUILT = Path.of("target/openapi/openapi.yaml");

    private static final String NO_CONTENT = "204";

    /** A verb and what it is done to, as {@code listRuns}; generators make method names of it. */
    private static final Pattern OPERATION_ID = Pattern.compile("[a-z]+[A-Z][A-Za-z]+|decide");

    /** An operation as the document has it: {@code GET /api/runs/{id}}. */
    record Operation(String method, String path, JsonNode content) {
        String id() {
            return content.path("operationId").asText();
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    /** What does not hold of a document that is made when the service is built, in words; empty if all does. */
    public List<String> faults() {
        var faults = new ArrayList<>(faultsOfForm());
        if (!text(committed()).equals(text(BUILT))) {
            faults.add("the API has changed: copy " + BUILT + " to docs/api/" + name + ".yaml");
        }
        return faults;
    }

    /** What does not hold of any document, in words; empty if all does. */
    public List<String> faultsOfForm() {
        return faults(read());
    }

    static List<String> faults(JsonNode document) {
        var faults = new ArrayList<String>();
        if (document.has("servers")) {
            faults.add("names servers: where it is served, an installation knows");
        }
        var ids = new HashSet<String>();
        operations(document).forEach(operation -> {
            if (!OPERATION_ID.matcher(operation.id()).matches() || !ids.add(operation.id())) {
                faults.add(operation + " has the operationId \"" + operation.id() + "\": a verb and a noun, once");
            }
            if (!isDescribed(operation.content().path("responses"))) {
                faults.add(operation + " does not say what it answers when all is well");
            }
        });
        return faults;
    }

    /** Whether there is a good answer, and each has nothing in it or a schema. */
    private static boolean isDescribed(JsonNode answers) {
        var good = answers.properties().stream()
                .filter(answer -> answer.getKey().startsWith("2"))
                .toList();
        return !good.isEmpty()
                && good.stream()
                        .allMatch(answer -> answer.getKey().equals(NO_CONTENT)
                                || !answer.getValue()
                                        .path("content")
                                        .findPath("schema")
                                        .isMissingNode());
    }

    static Stream<Operation> operations(JsonNode document) {
        return document.path("paths").properties().stream()
                .flatMap(path -> path.getValue().properties().stream()
                        .filter(method -> method.getValue().has("responses"))
                        .map(method -> new Operation(method.getKey(), path.getKey(), method.getValue())));
    }

    JsonNode read() {
        try {
            return new YAMLMapper().readTree(text(committed()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path committed() {
        return Path.of(System.getProperty("repository.root"), "docs/api", name + ".yaml");
    }

    private static String text(Path file) {
        try {
            return Files.readString(file).replace("\r\n", "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
