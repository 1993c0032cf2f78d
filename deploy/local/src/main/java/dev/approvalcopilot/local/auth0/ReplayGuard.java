package dev.approvalcopilot.local.auth0;

import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.ConcurrentHashMap;

/** Remembers which {@code jti} was seen, until the token that carried it is dead by age. */
final class ReplayGuard {
    private final ConcurrentHashMap<String, Instant> seen = new ConcurrentHashMap<>();
    private final Clock clock;

    ReplayGuard(Clock clock) {
        this.clock = clock;
    }

    /** True for the first caller with this pair, false for every later one. */
    boolean firstUse(String client, String jti, Instant until) {
        var now = clock.instant();
        seen.values().removeIf(now::isAfter);
        return seen.putIfAbsent(client + " " + jti, until) == null;
    }
}
