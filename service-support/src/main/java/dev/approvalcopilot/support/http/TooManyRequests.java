package dev.approvalcopilot.support.http;

import dev.approvalcopilot.support.http.Buckets.Taken;
import java.util.Map;

/** Which limit refused a request, and when to come again. */
final class TooManyRequests {

    private final Taken taken;

    TooManyRequests(Taken taken) {
        this.taken = taken;
    }

    /** For people. */
    String detail() {
        return "At most " + taken.perMinute() + " requests a minute, " + taken.burst() + " at once. Try again in "
                + taken.waitSeconds() + (taken.waitSeconds() == 1 ? " second." : " seconds.");
    }

    /** {@code Retry-After} and the headers of the IETF's draft. */
    Map<String, String> headers() {
        return Map.of(
                "Retry-After", Long.toString(taken.waitSeconds()),
                "RateLimit-Policy", taken.policy(),
                "RateLimit", taken.state());
    }

    /** Members of the problem document. */
    Map<String, Object> members() {
        return Map.of("limit", taken.limit(), "retry_after_seconds", taken.waitSeconds());
    }
}
