package dev.approvalcopilot.local.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One request as it arrived.
 *
 * @param path as sent, still percent-encoded
 * @param segments of the path, decoded one by one
 * @param query parameters, decoded; the last one wins
 * @param headers by lower-case name; the first one wins
 * @param arrivedAt wall clock, before the body was read
 * @param arrivedNanos {@link System#nanoTime()} of the same moment
 */
public record Call(
        String method,
        String path,
        List<String> segments,
        Map<String, String> query,
        Map<String, String> headers,
        String body,
        Instant arrivedAt,
        long arrivedNanos) {

    /** Larger bodies are answered with 413. */
    static final int MAX_BODY_BYTES = 4 << 20;

    static final class TooLarge extends IOException {
        private static final long serialVersionUID = 1L;
    }

    static Call read(HttpExchange exchange) throws IOException {
        var arrivedAt = Instant.now();
        long arrivedNanos = System.nanoTime();
        var uri = exchange.getRequestURI();
        var headers = new LinkedHashMap<String, String>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
        byte[] body = exchange.getRequestBody().readNBytes(MAX_BODY_BYTES + 1);
        if (body.length > MAX_BODY_BYTES) {
            throw new TooLarge();
        }
        return new Call(
                exchange.getRequestMethod(),
                uri.getRawPath(),
                segments(uri.getRawPath()),
                form(uri.getRawQuery()),
                headers,
                new String(body, StandardCharsets.UTF_8),
                arrivedAt,
                arrivedNanos);
    }

    private static List<String> segments(String rawPath) {
        var segments = new ArrayList<String>();
        for (var segment : rawPath.split("/")) {
            if (!segment.isEmpty()) {
                // A plus sign stands for itself in a path.
                segments.add(decode(segment.replace("+", "%2B")));
            }
        }
        return List.copyOf(segments);
    }

    private static Map<String, String> form(String encoded) {
        var fields = new LinkedHashMap<String, String>();
        if (encoded != null) {
            for (var pair : encoded.split("&")) {
                int equals = pair.indexOf('=');
                if (equals > 0) {
                    fields.put(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
                }
            }
        }
        return fields;
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    /** The token of {@code Authorization: Bearer …}. */
    public Optional<String> bearer() {
        return header("authorization")
                .filter(value -> value.regionMatches(true, 0, "Bearer ", 0, 7))
                .map(value -> value.substring(7).trim())
                .filter(token -> !token.isEmpty());
    }

    /** The body as JSON, empty where it is none. */
    public Optional<JsonNode> json() {
        try {
            var tree = Answer.MAPPER.readTree(body);
            return tree == null || tree.isMissingNode() ? Optional.empty() : Optional.of(tree);
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /** The body as {@code application/x-www-form-urlencoded}. */
    public Map<String, String> form() {
        return form(body);
    }
}
