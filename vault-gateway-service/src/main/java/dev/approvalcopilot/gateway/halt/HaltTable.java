package dev.approvalcopilot.gateway.halt;

import dev.approvalcopilot.contracts.event.HaltScope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * The statements on {@code halts} and {@code halt_epoch}, and the lock between halting and dispatching: an advisory one,
 * because it is fair. With row locks a stream of dispatches that share the row could keep a halt waiting for ever.
 */
final class HaltTable {

    /** "halt" in ASCII: any number that nobody else locks in this database. */
    private static final long LOCK = 0x68616C74L;

    private static final String COLUMNS =
            "scope, halted, reason, changed_by, since, epoch, asked_by, asked_reason, asked_at";

    /** @param epoch of this deployment */
    record Covering(long epoch, List<Halt> halts) {}

    private HaltTable() {}

    /**
     * From here to the end of the transaction no halt begins: one that comes now waits for it. A worker that freezes with it
     * loses its connection, and with that the lock, after two seconds.
     */
    static void keepHaltsBack(Handle handle) {
        handle.createQuery("select set_config('idle_in_transaction_session_timeout', '2000', true)")
                .mapTo(String.class)
                .one();
        handle.createQuery("select 1 from (select pg_advisory_xact_lock_shared(:lock)) locked")
                .bind("lock", LOCK)
                .mapTo(Integer.class)
                .one();
    }

    /** Waits until every dispatch under way has committed or not, and lets no other begin, at most five seconds. */
    static void keepDispatchesBack(Handle handle) {
        handle.createQuery("select set_config('lock_timeout', '5000', true)")
                .mapTo(String.class)
                .one();
        handle.createQuery("select 1 from (select pg_advisory_xact_lock(:lock)) locked")
                .bind("lock", LOCK)
                .mapTo(Integer.class)
                .one();
    }

    /** In one statement, and so as of one moment. */
    static Covering covering(Handle handle, Collection<HaltScope> scopes) {
        var rows = handle.createQuery("select e.epoch as current, h.* from halt_epoch e left join halts h"
                        + " on h.scope = any(:scopes)")
                .bindArray(
                        "scopes",
                        String.class,
                        scopes.stream().map(HaltScope::toString).toList())
                .map((row, _) -> new Row(row.getLong("current"), row.getString("scope") == null ? null : halt(row)))
                .list();
        // Without the one row of the epoch nothing is known: that is an exception here, and so a halt.
        long epoch = rows.getFirst().current();
        return new Covering(
                epoch,
                rows.stream()
                        .map(Row::halt)
                        .flatMap(halt -> Optional.ofNullable(halt).stream())
                        .toList());
    }

    private record Row(long current, Halt halt) {}

    static Optional<Halt> find(Handle handle, HaltScope scope) {
        return handle.createQuery("select " + COLUMNS + " from halts where scope = :scope")
                .bind("scope", scope.toString())
                .map((row, _) -> halt(row))
                .findOne();
    }

    /** Those that stand still, the latest first. */
    static List<Halt> halted(Handle handle, int limit) {
        return handle.createQuery(
                        "select " + COLUMNS + " from halts where halted order by since desc, scope limit :limit")
                .bind("limit", limit)
                .map((row, _) -> halt(row))
                .list();
    }

    static long countHalted(Handle handle) {
        return handle.createQuery("select count(*) from halts where halted")
                .mapTo(Long.class)
                .one();
    }

    static long epoch(Handle handle) {
        return handle.createQuery("select epoch from halt_epoch")
                .mapTo(Long.class)
                .one();
    }

    static Instant now(Handle handle) {
        return handle.createQuery("select clock_timestamp()")
                .mapTo(Instant.class)
                .one();
    }

    static Halt halt(Handle handle, HaltScope scope, String reason, String by) {
        return handle.createQuery("""
                        insert into halts (scope, halted, reason, changed_by, since)
                        values (:scope, true, :reason, :by, clock_timestamp())
                        on conflict (scope) do update
                           set halted = true, reason = excluded.reason, changed_by = excluded.changed_by,
                               since = excluded.since, asked_by = null, asked_reason = null, asked_at = null
                        returning\s""" + COLUMNS)
                .bind("scope", scope.toString())
                .bind("reason", reason)
                .bind("by", by)
                .map((row, _) -> halt(row))
                .one();
    }

    static Halt withdrawQuestion(Handle handle, HaltScope scope) {
        return handle.createQuery("""
                        update halts set asked_by = null, asked_reason = null, asked_at = null
                         where scope = :scope and halted
                        returning\s""" + COLUMNS)
                .bind("scope", scope.toString())
                .map((row, _) -> halt(row))
                .one();
    }

    static Halt ask(Handle handle, HaltScope scope, String reason, String by) {
        return handle.createQuery("""
                        update halts set asked_by = :by, asked_reason = :reason, asked_at = clock_timestamp()
                         where scope = :scope and halted
                        returning\s""" + COLUMNS)
                .bind("scope", scope.toString())
                .bind("reason", reason)
                .bind("by", by)
                .map((row, _) -> halt(row))
                .one();
    }

    /** Raises the deployment's epoch, which is then the scope's. */
    static Halt resume(Handle handle, HaltScope scope, String reason, String by) {
        return handle.createQuery("""
                        with raised as (update halt_epoch set epoch = epoch + 1 returning epoch)
                        update halts
                           set halted = false, reason = :reason, changed_by = :by, since = clock_timestamp(),
                               epoch = (select raised.epoch from raised)
                         where scope = :scope and halted
                        returning\s""" + COLUMNS)
                .bind("scope", scope.toString())
                .bind("reason", reason)
                .bind("by", by)
                .map((row, _) -> halt(row))
                .one();
    }

    private static Halt halt(ResultSet row) throws SQLException {
        return new Halt(
                HaltScope.parse(row.getString("scope")),
                row.getBoolean("halted"),
                row.getString("reason"),
                row.getString("changed_by"),
                instant(row, "since"),
                row.getLong("epoch"),
                row.getString("asked_by"),
                row.getString("asked_reason"),
                instant(row, "asked_at"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
