package dev.approvalcopilot.contracts.text;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The corpus {@code hostile-texts.yaml}. */
final class HostileTexts {
    /** @param times how often {@code repeat} stands between {@code start} and {@code end} */
    record Entry(
            String name,
            String text,
            String start,
            String repeat,
            int times,
            String end,
            String shown,
            String ends,
            Map<Finding, Integer> found,
            boolean honest) {
        /** What an agent would put into an argument. */
        String whole() {
            return text != null ? text : (start == null ? "" : start) + repeat.repeat(times) + end;
        }

        Map<Finding, Integer> expected() {
            return found == null ? Map.of() : found;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private HostileTexts() {}

    static List<Entry> all() {
        var file =
                Path.of(System.getProperty("repository.root", ".."), "contracts/src/test/resources/hostile-texts.yaml");
        try {
            return List.of(new ObjectMapper(new YAMLFactory()).readValue(file.toFile(), Entry[].class));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
