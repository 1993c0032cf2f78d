package dev.approvalcopilot.local.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The faults that tests have ordered at {@code /__local/faults}: POST adds {@code {match:{method?,pathPrefix?}, kind, times}},
 * DELETE forgets all. The first that matches is used, and used up after its times.
 */
public final class Faults {

    private static final int MAX_ORDERS = 1000;

    private record Order(String method, String pathPrefix, Fault fault, int timesLeft) {

        boolean matches(Call call) {
            return (method.isEmpty() || method.equalsIgnoreCase(call.method()))
                    && call.path().startsWith(pathPrefix);
        }

        Order usedOnce() {
            return new Order(method, pathPrefix, fault, timesLeft - 1);
        }
    }

    private final List<Order> orders = new ArrayList<>();

    /** Answers the control path itself. */
    public Answer control(Call call) {
        return switch (call.method()) {
            case "POST" -> call.json().map(this::add).orElseGet(() -> wrong("The body must be JSON."));
            case "DELETE" -> {
                clear();
                yield new Answer.Empty(204);
            }
            default -> new Answer.Empty(405);
        };
    }

    private Answer add(JsonNode body) {
        var fault = Fault.parse(body);
        int times = body.path("times").asInt(1);
        if (fault.isEmpty() || times < 1) {
            return wrong(
                    "kind must be SLOW, STATUS, ECHO, DROP, DROP_BEFORE_APPLY, DROP_AFTER_APPLY or ANSWER; times at least 1.");
        }
        var match = body.path("match");
        var order = new Order(
                match.path("method").asText(""), match.path("pathPrefix").asText(""), fault.get(), times);
        synchronized (orders) {
            if (orders.size() >= MAX_ORDERS) {
                return wrong("Too many orders.");
            }
            orders.add(order);
        }
        return new Answer.Empty(204);
    }

    private static Answer wrong(String why) {
        return Answer.json(400, Answer.object().put("message", why));
    }

    public void clear() {
        synchronized (orders) {
            orders.clear();
        }
    }

    /** Runs {@code apply} as the next matching fault wants it, or simply runs it. */
    public Answer around(Call call, Supplier<Answer> apply) {
        return switch (next(call).orElse(null)) {
            case null -> apply.get();
            case Fault.Slow slow -> {
                pause(slow);
                yield apply.get();
            }
            case Fault.Status status -> ordered(status.code());
            case Fault.Echo echo ->
                echoed(echo.code(), call.header("authorization").orElse(""));
            case Fault.DropBeforeApply _ -> new Answer.Dropped();
            case Fault.DropAfterApply _ -> {
                apply.get();
                yield new Answer.Dropped();
            }
            case Fault.Other(boolean applied, Answer answer) -> {
                if (applied) {
                    apply.get();
                }
                yield answer;
            }
        };
    }

    private Optional<Fault> next(Call call) {
        synchronized (orders) {
            for (int i = 0; i < orders.size(); i++) {
                var order = orders.get(i);
                if (order.matches(call)) {
                    if (order.timesLeft() == 1) {
                        orders.remove(i);
                    } else {
                        orders.set(i, order.usedOnce());
                    }
                    return Optional.of(order.fault());
                }
            }
            return Optional.empty();
        }
    }

    private static void pause(Fault.Slow slow) {
        try {
            Thread.sleep(slow.delay());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Slack's no, GitHub's and Google's message, and what the tools show of a success. */
    private static Answer echoed(int code, String credential) {
        var body = Answer.object().put("ok", false);
        var token = credential.replaceFirst("^Bearer ", "");
        for (var name : List.of("error", "message", "description", "title", "body", "text", "snippet", "html_url")) {
            body.put(name, name.equals("error") ? token : "You sent " + credential);
        }
        return Answer.json(code, body);
    }

    /** Shaped so that GitHub's, Google's and OpenAI's clients all find a message. */
    private static Answer ordered(int code) {
        var body = Answer.object().put("message", "A test ordered this answer.");
        body.putObject("error")
                .put("code", code)
                .put("message", "A test ordered this answer.")
                .put("type", code >= 500 ? "server_error" : "invalid_request_error");
        return Answer.json(code, body);
    }
}
