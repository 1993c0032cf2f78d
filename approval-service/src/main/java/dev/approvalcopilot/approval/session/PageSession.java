package dev.approvalcopilot.approval.session;

import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A living session, as this request found it.
 *
 * @param referenceHash names it
 * @param endsAt        when it ends if nothing happens before: by idleness or by age
 */
public record PageSession(String referenceHash, String principal, Instant endsAt) {
    private static final String KEY = PageSession.class.getName();

    /** Whole seconds, 0 when it is over. */
    public long secondsLeft(Instant now) {
        return Math.max(0, Duration.between(now, endsAt).toSeconds());
    }

    void attach(RoutingContext request) {
        request.put(KEY, this);
    }

    /** The session that this request came with; empty before the first answer to a login. */
    public static Optional<PageSession> of(RoutingContext request) {
        return Optional.ofNullable(request.get(KEY));
    }
}
