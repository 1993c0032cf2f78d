package dev.approvalcopilot.local.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.HashMap;
import java.util.Optional;

/** What goes wrong with a request that a test picked. */
public sealed interface Fault {

    /** The request waits, then goes on as usual. */
    record Slow(Duration delay) implements Fault {}

    /** Nothing is applied; this status is answered. */
    record Status(int code) implements Fault {}

    /** Nothing is applied; this status is answered, with the caller's own credential in every place that has a text. */
    record Echo(int code) implements Fault {}

    /** Nothing is applied; the connection ends without an answer. */
    record DropBeforeApply() implements Fault {}

    /** The request is applied; the connection ends without an answer. */
    record DropAfterApply() implements Fault {}

    /** A whole answer of another kind, such as a limit that is reached. @param applied whether the request is applied first */
    record Other(boolean applied, Answer answer) implements Fault {}

    /**
     * Reads {@code {"kind":"SLOW","millis":500}}, {@code {"kind":"STATUS","status":503}}, {@code {"kind":"ECHO","status":400}},
     * {@code {"kind":"DROP_BEFORE_APPLY"}} (also {@code DROP}), {@code {"kind":"DROP_AFTER_APPLY"}} or {@code
     * {"kind":"ANSWER","applied":true,"status":200,"headers":{},"body":{"ok":false,"error":"fatal_error"}}}.
     */
    static Optional<Fault> parse(JsonNode order) {
        return switch (order.path("kind").asText()) {
            case "SLOW" ->
                Optional.of(new Slow(Duration.ofMillis(order.path("millis").asLong(1000))));
            case "STATUS" -> Optional.of(new Status(order.path("status").asInt(500)));
            case "ECHO" -> Optional.of(new Echo(order.path("status").asInt(400)));
            case "DROP", "DROP_BEFORE_APPLY" -> Optional.of(new DropBeforeApply());
            case "DROP_AFTER_APPLY" -> Optional.of(new DropAfterApply());
            case "ANSWER" -> Optional.of(new Other(order.path("applied").asBoolean(), other(order)));
            default -> Optional.empty();
        };
    }

    private static Answer other(JsonNode order) {
        var headers = new HashMap<String, String>();
        order.path("headers")
                .properties()
                .forEach(
                        header -> headers.put(header.getKey(), header.getValue().asText()));
        return Answer.json(order.path("status").asInt(200), order.path("body"), headers);
    }
}
