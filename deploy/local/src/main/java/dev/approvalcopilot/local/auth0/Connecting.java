package dev.approvalcopilot.local.auth0;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Connections of accounts that are under way: begun at the API, agreed to in the browser, completed at the API. */
final class Connecting {
    static final Duration LIFETIME = Duration.ofSeconds(300);

    /** What a client asked for on behalf of a person; {@code challenge} and {@code state} may be empty. */
    record Asked(
            String userId,
            String clientId,
            String connection,
            List<String> scopes,
            String redirectUri,
            String state,
            String challenge) {
        Asked {
            scopes = List.copyOf(scopes);
        }
    }

    /** {@code connectCode} is empty until the person has agreed. */
    record Attempt(String authSession, String ticket, String connectCode, Asked asked, Instant expires) {}

    private final ConcurrentHashMap<String, Attempt> bySession = new ConcurrentHashMap<>();
    private final Clock clock;

    Connecting(Clock clock) {
        this.clock = clock;
    }

    Attempt begin(Asked asked) {
        var now = clock.instant();
        bySession.values().removeIf(attempt -> now.isAfter(attempt.expires()));
        var attempt = new Attempt(Secrets.random(32), Secrets.random(32), "", asked, now.plus(LIFETIME));
        bySession.put(attempt.authSession(), attempt);
        return attempt;
    }

    /** An attempt that nobody has agreed to yet. */
    Optional<Attempt> byTicket(String ticket) {
        return bySession.values().stream()
                .filter(attempt -> attempt.ticket().equals(ticket)
                        && attempt.connectCode().isEmpty()
                        && clock.instant().isBefore(attempt.expires()))
                .findFirst();
    }

    Attempt agree(Attempt attempt) {
        var agreed = new Attempt(
                attempt.authSession(), attempt.ticket(), Secrets.random(32), attempt.asked(), attempt.expires());
        bySession.replace(attempt.authSession(), attempt, agreed);
        return agreed;
    }

    void end(Attempt attempt) {
        bySession.remove(attempt.authSession());
    }

    /** Uses the attempt up, if the code belongs to it. */
    Optional<Attempt> take(String authSession, String connectCode) {
        return Optional.ofNullable(bySession.get(authSession))
                .filter(attempt -> !attempt.connectCode().isEmpty()
                        && Secrets.same(attempt.connectCode(), connectCode)
                        && clock.instant().isBefore(attempt.expires()))
                .filter(attempt -> bySession.remove(authSession, attempt));
    }
}
