package dev.approvalcopilot.local.auth0;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Single sign-on: who is logged in to the tenant in which browser. The cookie is new with every login; {@code sid} stays while
 * the same person logs in again in the same browser (whether Auth0 keeps it too is not documented).
 */
final class Sessions {
    static final String COOKIE = "auth0";
    private static final Duration LIFETIME = Duration.ofDays(3);

    /** {@code sid} stands in tokens and is not the cookie's value. */
    record Session(String cookie, String sid, Login login, Instant expires) {}

    private final ConcurrentHashMap<String, Session> sessions = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<String, Set<String>> clients = new ConcurrentHashMap<>();
    private final Clock clock;

    Sessions(Clock clock) {
        this.clock = clock;
    }

    Session start(Login login) {
        return start(login, Secrets.random(24));
    }

    /** After the person of this session logged in anew; of somebody else's only the cookie's place is taken. */
    Session startAfter(Session before, Login login) {
        end(before);
        return before.login().userId().equals(login.userId()) ? start(login, before.sid()) : start(login);
    }

    private Session start(Login login, String sid) {
        var session =
                new Session(Secrets.random(32), sid, login, clock.instant().plus(LIFETIME));
        sessions.put(session.cookie(), session);
        return session;
    }

    /** A client got tokens of this session. */
    void joined(Session session, String clientId) {
        clients.computeIfAbsent(session.sid(), _ -> ConcurrentHashMap.newKeySet())
                .add(clientId);
    }

    /** The clients that {@link #joined}. */
    Set<String> clientsOf(Session session) {
        return clients.getOrDefault(session.sid(), Set.of());
    }

    Optional<Session> of(Request request) {
        return request.cookie(COOKIE)
                .map(sessions::get)
                .filter(session -> clock.instant().isBefore(session.expires()));
    }

    void end(Session session) {
        sessions.remove(session.cookie());
    }

    /** What was ended. */
    List<Session> endAllOf(String userId) {
        var ended = sessions.values().stream()
                .filter(session -> session.login().userId().equals(userId))
                .toList();
        ended.forEach(this::end);
        return ended;
    }
}
