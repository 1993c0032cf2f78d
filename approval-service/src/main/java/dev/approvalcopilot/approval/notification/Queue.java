package dev.approvalcopilot.approval.notification;

import dev.approvalcopilot.approval.inbox.ApprovalState;
import dev.approvalcopilot.contracts.Ids;
import dev.approvalcopilot.contracts.action.RiskLevel;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/**
 * Table {@code notifications}. Who takes one has it for a while, and it comes back when nothing more is heard: sent at least
 * once, by one replica at a time.
 */
@ApplicationScoped
class Queue {
    private final Jdbi jdbi;

    Queue(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /**
     * One that is tried now, and its action as it is now.
     *
     * @param attempts this one included
     * @param address the person's verified one, if there is one
     * @param principalWords as others know the principal
     */
    record Taken(
            UUID id,
            UUID action,
            Kind kind,
            String endpoint,
            String person,
            int attempts,
            Instant createdAt,
            ApprovalState state,
            boolean expired,
            RiskLevel level,
            String title,
            String agent,
            String connection,
            Instant expiresAt,
            Optional<String> address,
            String principalWords) {
        boolean isOpen() {
            return kind.isOpen(state) && !(state == ApprovalState.PENDING && expired);
        }
    }

    void add(Notice notice, Channel channel, String endpoint, String person, Instant due) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into notifications (id, action, kind, channel, endpoint, person, state, due_at)
                        values (:id, :action, :kind, :channel, :endpoint, :person, 'DUE', :due)""")
                .bind("id", Ids.next())
                .bind("action", notice.action())
                .bind("kind", notice.kind().name())
                .bind("channel", channel.name())
                .bind("endpoint", endpoint)
                .bind("person", person)
                .bind("due", due)
                .execute());
    }

    int ofTheLastHour(Channel channel, String endpoint, String person) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select count(*) from notifications
                        where person = :person and channel = :channel and endpoint = :endpoint
                            and created_at > clock_timestamp() - interval '1 hour'""")
                .bind("person", person)
                .bind("channel", channel.name())
                .bind("endpoint", endpoint)
                .mapTo(Integer.class)
                .one());
    }

    /** Takes what is due for as long as the lease. */
    @Transactional
    List<Taken> take(Channel channel, int limit, Duration lease) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        with taken as (
                            update notifications
                            set attempts = attempts + 1,
                                due_at = clock_timestamp() + make_interval(secs => :lease)
                            where id in (
                                select id from notifications
                                where channel = :channel and state = 'DUE' and due_at <= clock_timestamp()
                                order by due_at limit :limit for update skip locked)
                            returning *)
                        select t.*, a.state as action_state, a.level, a.title, a.agent, a.connection, a.expires_at,
                            a.expires_at <= clock_timestamp() as expired, p.email,
                            coalesce(o.email, o.name, a.principal) as principal_words
                        from taken t
                            join approvals a on a.id = t.action
                            left join people p on p.sub = t.person
                            left join people o on o.sub = a.principal
                        order by t.created_at""")
                .bind("channel", channel.name())
                .bind("limit", limit)
                .bind("lease", lease.toMillis() / 1000.0)
                .map((row, _) -> read(row))
                .list());
    }

    private static Taken read(ResultSet row) throws SQLException {
        return new Taken(
                row.getObject("id", UUID.class),
                row.getObject("action", UUID.class),
                Kind.valueOf(row.getString("kind")),
                row.getString("endpoint"),
                row.getString("person"),
                row.getInt("attempts"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                ApprovalState.valueOf(row.getString("action_state")),
                row.getBoolean("expired"),
                RiskLevel.valueOf(row.getString("level")),
                row.getString("title"),
                row.getString("agent"),
                row.getString("connection"),
                row.getObject("expires_at", OffsetDateTime.class).toInstant(),
                Optional.ofNullable(row.getString("email")),
                row.getString("principal_words"));
    }

    /** However long it took: what the receiver has is not sent again. */
    void sent(Taken taken) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        update notifications set state = 'SENT', reason = null, ended_at = clock_timestamp()
                        where id = :id and state = 'DUE'""").bind("id", taken.id).execute());
    }

    void dropped(Taken taken, String reason) {
        end(taken, "DROPPED", reason);
    }

    void dead(Taken taken, String reason) {
        end(taken, "DEAD", reason);
    }

    /** Without effect once somebody else has taken it again. */
    private void end(Taken taken, String state, String reason) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        update notifications set state = :state, reason = :reason, ended_at = clock_timestamp()
                        where id = :id and state = 'DUE' and attempts = :attempts""")
                .bind("id", taken.id)
                .bind("attempts", taken.attempts)
                .bind("state", state)
                .bind("reason", reason)
                .execute());
    }

    void failed(Taken taken, String reason, Duration wait) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        update notifications
                        set reason = :reason, due_at = clock_timestamp() + make_interval(secs => :wait)
                        where id = :id and state = 'DUE' and attempts = :attempts""")
                .bind("id", taken.id)
                .bind("attempts", taken.attempts)
                .bind("reason", reason)
                .bind("wait", wait.toMillis() / 1000.0)
                .execute());
    }

    /** Forgets what has ended long ago. @return how many */
    int purge(String state, Duration keep) {
        return jdbi.withHandle(handle -> handle.createUpdate("""
                        delete from notifications
                        where state = :state and ended_at < clock_timestamp() - make_interval(secs => :keep)""")
                .bind("state", state)
                .bind("keep", keep.toSeconds())
                .execute());
    }

    /** How many are in that state now. */
    long count(String state) {
        return jdbi.withHandle(handle -> handle.createQuery("select count(*) from notifications where state = :state")
                .bind("state", state)
                .mapTo(Long.class)
                .one());
    }
}
