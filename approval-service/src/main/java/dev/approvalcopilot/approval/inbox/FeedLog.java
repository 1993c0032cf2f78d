package dev.approvalcopilot.approval.inbox;

import dev.approvalcopilot.contracts.action.RiskLevel;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** Tables {@code inbox_heads} and {@code inbox_feed}. */
final class FeedLog {
    private FeedLog() {}

    /**
     * For the principal, and for those of a team who have looked at it. In the order of persons, against deadlocks of those who
     * change one action each.
     */
    static void append(Handle handle, String principal, UUID action, ApprovalState state) {
        handle.createQuery("""
                        select :principal as person union
                        select person from shown_actions where action = :action
                        order by person""")
                .bind("principal", principal)
                .bind("action", action)
                .mapTo(String.class)
                .list()
                .forEach(person -> append(handle, person, action, state.name(), null));
    }

    /** For the person whose run it is. */
    static void appendRun(Handle handle, String principal, UUID run) {
        append(handle, principal, null, null, run);
    }

    /** Numbers the change. The head's row stays locked until the commit, so a person's numbers come in the order of commits. */
    private static void append(Handle handle, String principal, UUID action, String state, UUID run) {
        handle.createUpdate("""
                        with head as (
                            insert into inbox_heads (principal, seq) values (:principal, 1)
                            on conflict (principal) do update set seq = inbox_heads.seq + 1
                            returning seq)
                        insert into inbox_feed (principal, seq, action, state, run, at)
                        select :principal, seq, :action, :state, :run, clock_timestamp() from head""")
                .bind("principal", principal)
                .bind("action", action)
                .bind("state", state)
                .bind("run", run)
                .execute();
    }

    /** The last number of a person; 0 before the first. */
    static long head(Handle handle, String principal) {
        return heads(handle, List.of(principal)).getOrDefault(principal, 0L);
    }

    static Map<String, Long> heads(Handle handle, List<String> principals) {
        return handle
                .createQuery("select principal, seq from inbox_heads where principal = any(:principals)")
                .bindArray("principals", String.class, principals)
                .map((row, _) -> Map.entry(row.getString("principal"), row.getLong("seq")))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** What came after a number, oldest first. */
    static List<FeedEntry> after(Handle handle, String principal, long seq, int limit) {
        return handle.createQuery("""
                        select f.seq, f.action, coalesce(f.run, a.run) as run, f.state, a.level, a.sentence, f.at
                        from inbox_feed f left join approvals a on a.id = f.action
                        where f.principal = :principal and f.seq > :seq order by f.seq limit :limit""")
                .bind("principal", principal)
                .bind("seq", seq)
                .bind("limit", limit)
                .map((row, _) -> entry(row))
                .list();
    }

    private static FeedEntry entry(ResultSet row) throws SQLException {
        long seq = row.getLong("seq");
        var action = row.getObject("action", UUID.class);
        var run = row.getObject("run", UUID.class);
        var at = row.getObject("at", OffsetDateTime.class).toInstant();
        return action == null
                ? new FeedEntry.OfRun(seq, run, at)
                : new FeedEntry.OfAction(
                        seq,
                        action,
                        run,
                        ApprovalState.valueOf(row.getString("state")),
                        RiskLevel.valueOf(row.getString("level")),
                        row.getString("sentence"),
                        at);
    }

    static int forget(Handle handle, Duration keep) {
        return handle.createUpdate(
                        "delete from inbox_feed where at < clock_timestamp() - make_interval(secs => :seconds)")
                .bind("seconds", (double) keep.toSeconds())
                .execute();
    }
}
