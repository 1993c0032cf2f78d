package dev.approvalcopilot.local.auth0;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What came over HTTP, read completely.
 *
 * @param path    decoded segments
 * @param headers the first value of each, names without case
 * @param remote  the caller's address
 */
record Request(
        String method, List<String> path, Parameters query, Map<String, String> headers, String body, String remote) {
    static final int MAX_BODY_BYTES = 64 * 1024;

    static Request read(HttpExchange exchange) throws IOException {
        var bytes = exchange.getRequestBody().readNBytes(MAX_BODY_BYTES + 1);
        if (bytes.length > MAX_BODY_BYTES) {
            throw Unreadable.tooLarge();
        }
        var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.getFirst()));
        var uri = exchange.getRequestURI();
        return new Request(
                exchange.getRequestMethod(),
                segments(uri.getRawPath()),
                Parameters.ofForm(uri.getRawQuery() == null ? "" : uri.getRawQuery()),
                headers,
                new String(bytes, StandardCharsets.UTF_8),
                exchange.getRemoteAddress().getAddress().getHostAddress());
    }

    /** Split before decoding, so that an encoded slash stays inside its segment. */
    private static List<String> segments(String rawPath) {
        return Arrays.stream(rawPath.substring(1).split("/", -1))
                .map(segment -> URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8))
                .toList();
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /** The body as a form or as JSON, whichever the content type says; Auth0 takes both alike. */
    Parameters parameters() {
        var type = header("Content-Type").orElse("").toLowerCase(Locale.ROOT);
        if (type.startsWith("application/json")) {
            return Parameters.ofJson(body);
        }
        return Parameters.ofForm(body);
    }

    Optional<String> bearer() {
        return header("Authorization")
                .filter(value -> value.regionMatches(true, 0, "Bearer ", 0, 7))
                .map(value -> value.substring(7).strip());
    }

    Optional<String> cookie(String name) {
        return header("Cookie")
                .flatMap(line -> Arrays.stream(line.split(";"))
                        .map(String::strip)
                        .filter(pair -> pair.startsWith(name + "="))
                        .map(pair -> pair.substring(name.length() + 1))
                        .findFirst());
    }
}
