package dev.approvalcopilot.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvalcopilot.system.testing.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the documents name as shown by a test is shown by one that exists. */
class ThreatModelTest {
    private static final Pattern NAMED = Pattern.compile("`([A-Z][A-Za-z0-9]*Tests?)(?:\\.([^`]*))?`");
    /** Fewer would mean that the pattern no longer finds them. */
    private static final int AT_LEAST = 40;

    /** All sources of a class's name: two modules may have one of the same. */
    private static final Map<String, String> SOURCES = new TreeMap<>();

    @BeforeAll
    static void readSources() throws IOException {
        try (var modules = Files.newDirectoryStream(Repository.root())) {
            for (var module : modules) {
                read(module.resolve("src/test/java"));
            }
        }
        read(Repository.root().resolve("deploy/local/src/test/java"));
    }

    private static void read(Path tests) throws IOException {
        if (!Files.isDirectory(tests)) {
            return;
        }
        try (var files = Files.walk(tests)) {
            for (var file :
                    files.filter(one -> one.toString().endsWith(".java")).toList()) {
                var name = file.getFileName().toString().replace(".java", "");
                SOURCES.merge(name, Files.readString(file), String::concat);
            }
        }
    }

    static Stream<Path> documents() {
        return Stream.of("docs/threat-model.md", "SECURITY.md", "ARCHITECTURE.md")
                .map(Repository.root()::resolve);
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyTestThatADocumentNamesExists(Path document) {
        var named = NAMED.matcher(text(document));
        while (named.find()) {
            var source = SOURCES.get(named.group(1));
            assertThat(source).as(named.group()).isNotNull();
            if (named.group(2) != null) {
                assertThat(source).as(named.group()).containsPattern("\\bvoid " + named.group(2) + "\\(");
            }
        }
    }

    @Test
    void theThreatModelNamesItsTests() {
        var model = text(documents().findFirst().orElseThrow());

        assertThat(NAMED.matcher(model).results()).hasSizeGreaterThan(AT_LEAST);
    }

    private static String text(Path document) {
        try {
            return Files.readString(document);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
