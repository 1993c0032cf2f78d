package dev.approvalcopilot.approval.testing;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.approvalcopilot.contracts.text.Finding;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The corpus of the module contracts, where each text and what is to be seen of it is explained. */
public final class HostileTexts {
    public record Entry(
            String name, String text, String start, String repeat, int times, String end, Map<Finding, Integer> found) {
        /** What an agent would put into an argument. */
        public String whole() {
            return text != null ? text : (start == null ? "" : start) + repeat.repeat(times) + end;
        }

        /** What has to be said above it. */
        public List<String> flags() {
            return found == null
                    ? List.of()
                    : found.entrySet().stream()
                            .map(one -> one.getKey().words(one.getValue()))
                            .toList();
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private HostileTexts() {}

    public static List<Entry> all() {
        var file =
                Path.of(System.getProperty("repository.root", ".."), "contracts/src/test/resources/hostile-texts.yaml");
        var yaml = new ObjectMapper(new YAMLFactory()).disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
        try {
            return List.of(yaml.readValue(file.toFile(), Entry[].class));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
