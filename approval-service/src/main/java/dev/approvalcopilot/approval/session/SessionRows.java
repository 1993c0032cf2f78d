package dev.approvalcopilot.approval.session;

import dev.approvalcopilot.approval.ApprovalConfig;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;

/** Tables {@code page_sessions} and {@code ended_logins}. All times are the database's, so that replicas agree. */
@ApplicationScoped
public class SessionRows {
    /** Alive: not too old, not idle, its login not over. */
    private static final String ALIVE = """
            ends_at > clock_timestamp() and seen_at > clock_timestamp() - make_interval(secs => :idle)
            and not exists (select 1 from ended_logins e where e.sid = page_sessions.sid)
            """;

    /** Longer than any session lasts. */
    private static final Duration KEEP_ENDED = Duration.ofDays(2);

    private final Jdbi jdbi;
    private final ApprovalConfig.Session config;

    SessionRows(Jdbi jdbi, ApprovalConfig config) {
        this.jdbi = jdbi;
        this.config = config.session();
    }

    /** A living row. */
    record Found(String principal, String browserHash, String idToken, Instant seenAt, Instant endsAt, Instant now) {}

    void insert(String referenceHash, String browserHash, NewLogin login, String idToken) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into page_sessions
                            (reference_hash, browser_hash, principal, sid, id_token, created_at, seen_at, ends_at)
                        values (:reference, :browser, :principal, :sid, :idToken, clock_timestamp(), clock_timestamp(),
                            :endsAt)""")
                .bind("reference", referenceHash)
                .bind("browser", browserHash)
                .bind("principal", login.principal())
                .bind("sid", login.sid())
                .bind("idToken", idToken)
                .bind("endsAt", login.endsAt())
                .execute());
    }

    Optional<Found> find(String referenceHash) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select principal, browser_hash, id_token, seen_at, ends_at, clock_timestamp() as now
                        from page_sessions where reference_hash = :reference and\s""" + ALIVE)
                .bind("reference", referenceHash)
                .bind("idle", seconds(config.idle()))
                .map((row, _) -> new Found(
                        row.getString("principal"),
                        row.getString("browser_hash"),
                        row.getString("id_token"),
                        row.getTimestamp("seen_at").toInstant(),
                        row.getTimestamp("ends_at").toInstant(),
                        row.getTimestamp("now").toInstant()))
                .findOne());
    }

    /** The person did something. */
    void touch(String referenceHash) {
        jdbi.useHandle(handle -> handle.createUpdate(
                        "update page_sessions set seen_at = clock_timestamp() where reference_hash = :reference")
                .bind("reference", referenceHash)
                .execute());
    }

    void end(String referenceHash) {
        jdbi.useHandle(handle -> handle.createUpdate("delete from page_sessions where reference_hash = :reference")
                .bind("reference", referenceHash)
                .execute());
    }

    /** Every session of the person, in whatever browser. */
    int endAllOf(String principal) {
        return jdbi.withHandle(handle -> handle.createUpdate("delete from page_sessions where principal = :principal")
                .bind("principal", principal)
                .execute());
    }

    /** Every session of the person but this one. */
    public int endOthersOf(PageSession session) {
        return jdbi.withHandle(handle -> handle.createUpdate(
                        "delete from page_sessions where principal = :principal and reference_hash <> :reference")
                .bind("principal", session.principal())
                .bind("reference", session.referenceHash())
                .execute());
    }

    /** Every session that came of this login at Auth0, and any that is just beginning. */
    int endLogin(String sid) {
        return QuarkusTransaction.requiringNew()
                .call(() -> jdbi.withHandle(handle -> {
                    handle.createUpdate("""
                            insert into ended_logins (sid, ended_at) values (:sid, clock_timestamp())
                            on conflict (sid) do nothing""").bind("sid", sid).execute();
                    return handle.createUpdate("delete from page_sessions where sid = :sid")
                            .bind("sid", sid)
                            .execute();
                }));
    }

    /** Which of these are still alive. */
    Set<String> alive(Collection<String> referenceHashes) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select reference_hash from page_sessions where reference_hash = any(:references) and " + ALIVE)
                .bindArray("references", String.class, referenceHashes.toArray())
                .bind("idle", seconds(config.idle()))
                .mapTo(String.class)
                .set());
    }

    @Scheduled(every = "10m", delayed = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void forget() {
        jdbi.useHandle(handle -> {
            handle.createUpdate("delete from page_sessions where not (" + ALIVE + ")")
                    .bind("idle", seconds(config.idle()))
                    .execute();
            handle.createUpdate(
                            "delete from ended_logins where ended_at < clock_timestamp() - make_interval(secs => :keep)")
                    .bind("keep", seconds(KEEP_ENDED))
                    .execute();
        });
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
