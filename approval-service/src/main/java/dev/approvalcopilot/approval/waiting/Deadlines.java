package dev.approvalcopilot.approval.waiting;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** Table {@code deadlines}. All methods take the caller's transaction; times are the database's. */
@ApplicationScoped
public class Deadlines {
    /** Due for one of two reasons: its time has come, or the principal is away and escalating needs no waiting. */
    private static final String TO_ESCALATE = """
            d.escalate_at is not null and d.escalated_at is null and (d.escalate_at <= clock_timestamp() or exists (
                select 1 from absences s join approvals a on a.principal = s.person
                where a.id = d.action and s.from_at <= clock_timestamp() and clock_timestamp() < s.until_at))""";

    private final Jdbi jdbi;

    Deadlines(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** What has come due of a locked row. */
    public record Due(boolean reminder, boolean escalation, List<String> groups) {
        public Due {
            groups = List.copyOf(groups);
        }
    }

    public void plan(UUID action, Timetable timetable) {
        if (timetable.isEmpty()) {
            return;
        }
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into deadlines (action, remind_at, escalate_at, groups)
                        values (:action, :remindAt, :escalateAt, :groups)""")
                .bind("action", action)
                .bind("remindAt", timetable.remindAt())
                .bind("escalateAt", timetable.escalateAt())
                .bindArray("groups", String.class, timetable.escalatesTo())
                .execute());
    }

    public Optional<Deadline> of(UUID action) {
        return jdbi.withHandle(handle -> handle.createQuery("select * from deadlines where action = :action")
                .bind("action", action)
                .map((row, _) -> new Deadline(
                        time(row, "remind_at"),
                        time(row, "reminded_at"),
                        time(row, "escalate_at"),
                        time(row, "escalated_at"),
                        row.getObject("reached", Integer.class),
                        List.of((String[]) row.getArray("groups").getArray())))
                .findOne());
    }

    /** Actions of which something has come due, the oldest first. */
    public List<UUID> due(int limit) {
        return jdbi.withHandle(handle ->
                handle.createQuery("""
                        select action from (
                            select action, remind_at as at from deadlines
                            where remind_at <= clock_timestamp() and reminded_at is null
                            union all
                            select action, escalate_at from deadlines
                            where escalate_at <= clock_timestamp() and escalated_at is null
                            union all
                            select d.action, s.from_at
                            from absences s
                                join approvals a on a.principal = s.person and a.state = 'PENDING'
                                join deadlines d on d.action = a.id
                            where s.from_at <= clock_timestamp() and clock_timestamp() < s.until_at
                              and d.escalate_at is not null and d.escalated_at is null) due
                        group by action order by min(at) limit :limit""").bind("limit", limit).mapTo(UUID.class).list());
    }

    /** Locks the row of an action of which something is due; empty when another replica has it, or did it. */
    public Optional<Due> lockDue(UUID action) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select due.*, d.groups
                        from deadlines d, lateral (select
                            (d.remind_at <= clock_timestamp() and d.reminded_at is null) is true as reminder,
                            (%s) is true as escalation) due
                        where d.action = :action and (due.reminder or due.escalation)
                        for update of d skip locked""".formatted(TO_ESCALATE))
                .bind("action", action)
                .map((row, _) -> new Due(row.getBoolean("reminder"), row.getBoolean("escalation"), List.of((String[])
                        row.getArray("groups").getArray())))
                .findOne());
    }

    /** Notes how many the escalation could tell. */
    public void reached(UUID action, int people) {
        jdbi.useHandle(handle -> handle.createUpdate("update deadlines set reached = :people where action = :action")
                .bind("action", action)
                .bind("people", people)
                .execute());
    }

    /** Notes what was done of it. */
    public void done(UUID action, Due due) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        update deadlines set
                            reminded_at = case when :reminder then clock_timestamp() else reminded_at end,
                            escalated_at = case when :escalation then clock_timestamp() else escalated_at end
                        where action = :action""")
                .bind("action", action)
                .bind("reminder", due.reminder())
                .bind("escalation", due.escalation())
                .execute());
    }

    /** Nothing more of it comes due: it is decided. */
    public void close(UUID action) {
        jdbi.useHandle(handle -> handle.createUpdate(
                        "update deadlines set remind_at = null, escalate_at = null where action = :action")
                .bind("action", action)
                .execute());
    }

    private static Instant time(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
