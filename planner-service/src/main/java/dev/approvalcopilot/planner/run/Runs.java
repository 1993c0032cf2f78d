package dev.approvalcopilot.planner.run;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** The rows of runs. Every method joins the caller's transaction. */
@ApplicationScoped
public class Runs {

    /** The columns of {@link Run}, for queries of other features on the same table. */
    public static final String COLUMNS = """
            id, principal, agent, goal, status, turn, model_attempts, lease, cancel_asked_at, answer, failure,
            failure_words, failing_since, time_zone, locale, correlation_id, created_at, ended_at, now() as now
            """;

    private final Jdbi jdbi;

    Runs(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** Locks the row until the transaction ends. */
    public Optional<Run> lock(UUID id) {
        return one("select " + COLUMNS + " from runs where id = :id for update", id);
    }

    public Optional<Run> find(UUID id) {
        return one("select " + COLUMNS + " from runs where id = :id", id);
    }

    private Optional<Run> one(String sql, UUID id) {
        return jdbi.withHandle(handle -> handle.createQuery(sql)
                .bind("id", id)
                .map(ConstructorMapper.of(Run.class))
                .findOne());
    }

    /** Waits for outcomes. */
    public void waitForOutcomes(UUID id, int turn) {
        update("""
                update runs set status = 'WAITING', turn = :turn, model_attempts = 0, bad_answers = '{}', failing_since = null,
                    lease = null, lease_until = null
                where id = :id
                """, id, turn);
    }

    /** To be thought about, from now on. */
    public void think(UUID id, int turn) {
        update("""
                update runs set status = 'THINKING', turn = :turn, model_attempts = 0, bad_answers = '{}', failing_since = null,
                    next_attempt_at = now(), lease = null, lease_until = null
                where id = :id
                """, id, turn);
    }

    private void update(String sql, UUID id, int turn) {
        jdbi.useHandle(handle ->
                handle.createUpdate(sql).bind("id", id).bind("turn", turn).execute());
    }

    /** Notes that somebody asked to stop. */
    public void askToCancel(UUID id) {
        jdbi.useHandle(handle -> handle.createUpdate("update runs set cancel_asked_at = now() where id = :id")
                .bind("id", id)
                .execute());
    }

    void end(UUID id, RunStatus status, String answer, FailureCode failure, String words) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        update runs set status = :status, answer = :answer, failure = :failure,
                            failure_words = :words, ended_at = now(),
                            lease = null, lease_until = null
                        where id = :id
                        """)
                .bind("id", id)
                .bind("status", status.name())
                .bind("answer", answer)
                .bind("failure", failure == null ? null : failure.name())
                .bind("words", words)
                .execute());
    }

    /** How many runs are in each state. */
    public List<StatusCount> countByStatus() {
        return jdbi.withHandle(handle -> handle.createQuery("select status, count(*) as runs from runs group by status")
                .map(ConstructorMapper.of(StatusCount.class))
                .list());
    }

    public record StatusCount(RunStatus status, long runs) {}
}
