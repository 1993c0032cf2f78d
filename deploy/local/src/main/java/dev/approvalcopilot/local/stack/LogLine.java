package dev.approvalcopilot.local.stack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.approvalcopilot.contracts.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;

/**
 * A line of a service's log, readable. What is no JSON object (a JVM's own message) stays as it is. Control characters
 * never reach the terminal.
 */
public record LogLine(String level, String text) {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS");
    private static final int LAST_ERRORS = 5;

    public static LogLine of(String raw) {
        if (raw.startsWith("{")) {
            try {
                return json(Json.MAPPER.readTree(raw));
            } catch (JsonProcessingException e) {
                // Cut off by a kill: shown as it is.
            }
        }
        return new LogLine("", plain(raw));
    }

    static List<String> lastErrors(Path log) {
        try (var raw = Files.lines(log)) {
            var lines = raw.map(LogLine::of).toList();
            var errors = lines.stream().filter(LogLine::isError).toList();
            var shown = errors.isEmpty() ? lines : errors;
            return shown.subList(Math.max(0, shown.size() - LAST_ERRORS), shown.size()).stream()
                    .map(LogLine::text)
                    .toList();
        } catch (IOException e) {
            return List.of("no log at " + log);
        }
    }

    public boolean isError() {
        return level.equals("ERROR") || level.equals("FATAL") || level.equals("SEVERE");
    }

    private static LogLine json(JsonNode entry) {
        var level = entry.path("level").asText();
        var text = new StringBuilder("%s %-5s %s: %s"
                .formatted(
                        time(entry.path("timestamp").asText()),
                        level,
                        lastPart(entry.path("loggerName").asText()),
                        entry.path("message").asText()));
        var correlation = entry.path("mdc").path("correlationId").asText();
        if (!correlation.isEmpty()) {
            text.append(" [").append(correlation).append(']');
        }
        var exception = entry.path("exception");
        if (exception.isObject()) {
            text.append(" (")
                    .append(lastPart(exception.path("exceptionType").asText()))
                    .append(": ")
                    .append(exception.path("message").asText())
                    .append(')');
        }
        return new LogLine(level, plain(text.toString()));
    }

    private static String time(String timestamp) {
        try {
            return OffsetDateTime.parse(timestamp)
                    .atZoneSameInstant(ZoneId.systemDefault())
                    .format(TIME);
        } catch (DateTimeParseException e) {
            return timestamp;
        }
    }

    private static String lastPart(String className) {
        return className.substring(className.lastIndexOf('.') + 1);
    }

    private static String plain(String text) {
        return text.replaceAll("\\p{Cntrl}+", " ");
    }
}
