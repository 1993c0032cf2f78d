package dev.approvalcopilot.local.auth0;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Single sign-on: who is logged in to the tenant in which browser. The cookie is new with every login. */
final class Sessions {
    static final String COOKIE = "auth0";
    private static final Duration LIFETIME = Duration.ofDays(3);

    /** {@code sid} stands in tokens and is not the cookie's value. */
    record Session(String cookie, String sid, Login login, Instant expires) {}

    private final ConcurrentHashMap<String, Session> sessions = new ConcurrentHashMap<>();
    private final Clock clock;

    Sessions(Clock clock) {
        this.clock = clock;
    }

    Session start(Login login) {
        var session = new Session(
                Secrets.random(32), Secrets.random(24), login, clock.instant().plus(LIFETIME));
        sessions.put(session.cookie(), session);
        return session;
    }

    Optional<Session> of(Request request) {
        return request.cookie(COOKIE)
                .map(sessions::get)
                .filter(session -> clock.instant().isBefore(session.expires()));
    }

    void end(Session session) {
        sessions.remove(session.cookie());
    }

    void endAllOf(String userId) {
        sessions.values().removeIf(session -> session.login().userId().equals(userId));
    }
}
