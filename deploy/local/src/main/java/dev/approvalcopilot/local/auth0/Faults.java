package dev.approvalcopilot.local.auth0;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Ordered misbehaviour of the token endpoint and of the Management API, for tests of those who call them. */
final class Faults {

    private static final String MANAGEMENT = "management";

    /**
     * {@code status} 200 means: answer normally, only late. {@code at} is a grant type, {@link #MANAGEMENT}, or empty for
     * every grant type.
     */
    private record Fault(String at, int status, int calls, Duration delay) {}

    interface Answering {
        Response handle(Request request);
    }

    private final List<Fault> faults = new ArrayList<>();
    private final Clock clock;

    Faults(Clock clock) {
        this.clock = clock;
    }

    /**
     * {@code POST /__local/faults {"status":429|503|200,"calls":N,"delayMillis":M,"grantType":"…"}}, or
     * {@code "api":"management"} in place of the grant type; {@code calls} 0 removes all.
     */
    Response order(Request request) {
        var body = Parameters.parse(request.body());
        int calls = body.path("calls").asInt(1);
        synchronized (faults) {
            if (calls < 1) {
                faults.clear();
            } else {
                faults.add(new Fault(
                        body.path("api").asText(body.path("grantType").asText("")),
                        body.path("status").asInt(200),
                        calls,
                        Duration.ofMillis(body.path("delayMillis").asLong(0))));
            }
        }
        return Response.empty(204);
    }

    /** The token endpoint, with the fault that is next in line. */
    Response around(Request request, Answering endpoint) {
        var fault = take(request.parameters().get("grant_type").orElse(""));
        pause(fault.delay());
        return switch (fault.status()) {
            case 200 -> endpoint.handle(request);
            case 429 ->
                tooMany(Response.json(
                        429,
                        Map.of("error", "too_many_requests", "error_description", "Global limit has been reached")));
            default ->
                Response.json(
                        fault.status(),
                        Map.of("error", "server_error", "error_description", "Ordered by the local control endpoint."));
        };
    }

    /** The Management API, which has its own form of errors. */
    Response aroundManagement(Supplier<Response> endpoint) {
        var fault = take(MANAGEMENT);
        pause(fault.delay());
        return switch (fault.status()) {
            case 200 -> endpoint.get();
            case 429 ->
                tooMany(Refused.management(
                                429, "Too Many Requests", "Global limit has been reached", "too_many_requests")
                        .answer());
            default ->
                Refused.management(
                                fault.status(),
                                "Server Error",
                                "Ordered by the local control endpoint.",
                                "server_error")
                        .answer();
        };
    }

    private Fault take(String at) {
        synchronized (faults) {
            for (Iterator<Fault> all = faults.iterator(); all.hasNext(); ) {
                var fault = all.next();
                if (fault.at().equals(at) || (fault.at().isEmpty() && !at.equals(MANAGEMENT))) {
                    all.remove();
                    if (fault.calls() > 1) {
                        faults.addFirst(new Fault(fault.at(), fault.status(), fault.calls() - 1, fault.delay()));
                    }
                    return fault;
                }
            }
        }
        return new Fault("", 200, 1, Duration.ZERO);
    }

    private Response tooMany(Response answer) {
        return answer.with("retry-after", "1")
                .with("x-ratelimit-limit", "10")
                .with("x-ratelimit-remaining", "0")
                .with("x-ratelimit-reset", String.valueOf(clock.instant().getEpochSecond() + 1));
    }

    private static void pause(Duration delay) {
        try {
            Thread.sleep(delay);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
