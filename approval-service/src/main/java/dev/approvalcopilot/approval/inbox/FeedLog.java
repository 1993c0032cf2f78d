package dev.approvalcopilot.approval.inbox;

import dev.approvalcopilot.contracts.action.RiskLevel;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** Tables {@code inbox_heads} and {@code inbox_feed}. */
final class FeedLog {
    /** As long as a session at most: whoever has left a group since is told no longer than their session would show it. */
    private static final int WATCHED_HOURS = 8;

    private FeedLog() {}

    /**
     * For the principal, for those of a team who have looked at it, and for those who had the list of its groups before them. In the order of persons, against deadlocks of those who
     * change one action each.
     */
    static void append(Handle handle, String principal, UUID action, ApprovalState state) {
        tell(handle, principal, action, state, true, null);
    }

    /** Something else about it changed. */
    static void touched(Handle handle, String principal, UUID action, ApprovalState state) {
        tell(handle, principal, action, state, false, null);
    }

    /** It is new to those who watch one of its groups and none of these. */
    static void askedBesides(
            Handle handle, String principal, UUID action, ApprovalState state, List<String> groupsBefore) {
        tell(handle, principal, action, state, false, groupsBefore);
    }

    private static void tell(
            Handle handle,
            String principal,
            UUID action,
            ApprovalState state,
            boolean moved,
            List<String> groupsBefore) {
        handle.createQuery("""
                        select person, bool_and(moved) as moved from (
                            select :principal as person, :moved as moved
                            union all
                            select person, :moved from shown_actions where action = :action
                            union all
                            select w.person, :moved or not w.groups && coalesce(cast(:before as text[]), a.groups)
                            from approvals a join team_watchers w on w.groups && a.groups
                            where a.id = :action and w.seen_at > clock_timestamp() - interval '%d hours') told
                        group by person order by person""".formatted(WATCHED_HOURS))
                .bind("principal", principal)
                .bind("action", action)
                .bind("moved", moved)
                .bindByType("before", groupsBefore == null ? null : groupsBefore.toArray(String[]::new), String[].class)
                .map((row, _) -> Map.entry(row.getString("person"), row.getBoolean("moved")))
                .list()
                .forEach(told -> append(handle, told.getKey(), action, state.name(), told.getValue(), null));
    }

    /** Notes that the person has the list of these groups before them, so that they are told of what is new there. */
    static void watch(Handle handle, String person, Set<String> groups) {
        handle.createUpdate("""
                        insert into team_watchers (person, groups, seen_at) values (:person, :groups, clock_timestamp())
                        on conflict (person) do update set groups = excluded.groups, seen_at = excluded.seen_at
                        where team_watchers.groups <> excluded.groups
                           or team_watchers.seen_at < clock_timestamp() - interval '5 minutes'""")
                .bind("person", person)
                .bindArray("groups", String.class, groups.stream().sorted().toList())
                .execute();
    }

    /** For the person whose run it is. */
    static void appendRun(Handle handle, String principal, UUID run) {
        append(handle, principal, null, null, true, run);
    }

    /** Numbers the change. The head's row stays locked until the commit, so a person's numbers come in the order of commits. */
    private static void append(Handle handle, String principal, UUID action, String state, boolean moved, UUID run) {
        handle.createUpdate("""
                        with head as (
                            insert into inbox_heads (principal, seq) values (:principal, 1)
                            on conflict (principal) do update set seq = inbox_heads.seq + 1
                            returning seq)
                        insert into inbox_feed (principal, seq, action, state, moved, run, at)
                        select :principal, seq, :action, :state, :moved, :run, clock_timestamp() from head""")
                .bind("principal", principal)
                .bind("action", action)
                .bind("state", state)
                .bind("moved", moved)
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

    /**
     * What of a person's changes can still be told. The history is the cluster's own number with its timeline, which a promoted or
     * restored server changes.
     */
    static FeedPlace place(Handle handle, String principal) {
        return handle.createQuery("""
                        select h.seq as head, coalesce((select min(seq) from inbox_feed where principal = :principal), h.seq + 1) as oldest,
                            to_hex((select system_identifier from pg_control_system())) || '.'
                                || left(pg_walfile_name(pg_current_wal_lsn()), 8) as history
                        from (select coalesce((select seq from inbox_heads where principal = :principal), 0) as seq) h""")
                .bind("principal", principal)
                .map((row, _) -> new FeedPlace(row.getLong("head"), row.getLong("oldest"), row.getString("history")))
                .one();
    }

    /** What came after a number, oldest first. */
    static List<FeedEntry> after(Handle handle, String principal, long seq, int limit) {
        return handle.createQuery("""
                        select f.seq, f.action, coalesce(f.run, a.run) as run, f.state, a.level, a.sentence, f.moved,
                            a.principal = f.principal as own, f.at
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
                        row.getBoolean("moved"),
                        row.getBoolean("own"),
                        at);
    }

    static int forget(Handle handle, Duration keep) {
        return handle.createUpdate(
                        "delete from inbox_feed where at < clock_timestamp() - make_interval(secs => :seconds)")
                .bind("seconds", (double) keep.toSeconds())
                .execute();
    }
}
