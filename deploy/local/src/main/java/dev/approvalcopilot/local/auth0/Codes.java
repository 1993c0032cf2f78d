package dev.approvalcopilot.local.auth0;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Authorization codes: good once, for a minute. */
final class Codes {
    private static final Duration LIFETIME = Duration.ofSeconds(60);

    private record Issued(Authorization authorization, Instant expires) {}

    private final ConcurrentHashMap<String, Issued> codes = new ConcurrentHashMap<>();
    private final Clock clock;

    Codes(Clock clock) {
        this.clock = clock;
    }

    String issue(Authorization authorization) {
        var now = clock.instant();
        codes.values().removeIf(issued -> now.isAfter(issued.expires()));
        var code = Secrets.random(32);
        codes.put(code, new Issued(authorization, now.plus(LIFETIME)));
        return code;
    }

    /** Whoever presents it uses it up, even a client that it was not made for. */
    Optional<Authorization> take(String code) {
        return Optional.ofNullable(codes.remove(code))
                .filter(issued -> !clock.instant().isAfter(issued.expires()))
                .map(Issued::authorization);
    }
}
