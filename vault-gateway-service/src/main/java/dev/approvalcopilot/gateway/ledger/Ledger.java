package dev.approvalcopilot.gateway.ledger;

import dev.approvalcopilot.contracts.Ids;
import dev.approvalcopilot.gateway.grant.BelievedGrant;
import dev.approvalcopilot.gateway.grant.ReceivedGrant;
import dev.approvalcopilot.gateway.grant.RefusalCode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** The table {@code ledger}. Every time is the database's; every change of a leased row names its lease. */
@ApplicationScoped
public class Ledger {

    private final Jdbi jdbi;
    private final Event<Claimed> claimed;

    Ledger(Jdbi jdbi, Event<Claimed> claimed) {
        this.jdbi = jdbi;
        this.claimed = claimed;
    }

    /** Single use, by the two unique constraints. Inside the caller's transaction. */
    public Claim claim(Lineage.Standing standing, BelievedGrant grant, ReceivedGrant received, String correlationId) {
        var action = grant.ref();
        int rows = jdbi.withHandle(handle -> handle.createUpdate("""
                        insert into ledger (action_id, jti, digest, run, principal, agent, tool, correlation_id, state,
                                            grant_jws, action_bytes, expires_at, generation)
                        values (:actionId, :jti, :digest, :run, :principal, :agent, :tool, :correlationId, 'CLAIMED',
                                :grantJws, :actionBytes, :expiresAt, :generation)
                        on conflict do nothing
                        """)
                .bind("actionId", action.id())
                .bind("jti", grant.jti())
                .bind("digest", action.digest())
                .bind("run", action.run())
                .bind("principal", action.principal())
                .bind("agent", action.agent())
                .bind("tool", action.tool())
                .bind("correlationId", correlationId)
                .bind("grantJws", received.jws())
                .bind("actionBytes", received.action())
                .bind("expiresAt", grant.expiresAt())
                .bind("generation", standing.of(grant.issuedAt()))
                .execute());
        if (rows == 0) {
            return conflict(action.id(), grant.jti());
        }
        claimed.fire(new Claimed(action.id()));
        return Claim.CLAIMED;
    }

    private Claim conflict(UUID actionId, String jti) {
        var used = jdbi.withHandle(handle -> handle.createQuery("select jti from ledger where action_id = :actionId")
                .bind("actionId", actionId)
                .mapTo(String.class)
                .findOne());
        if (used.isEmpty()) {
            return Claim.GRANT_USED;
        }
        return used.get().equals(jti) ? Claim.REPEATED : Claim.ACTION_USED;
    }

    /**
     * Leases the row that has waited longest, if any is due. Rows that another worker is taking are passed over. Inside the
     * caller's transaction.
     */
    public Optional<Entry> take(Lineage.Standing standing, Duration lease) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        update ledger
                           set lease = :lease, lease_until = clock_timestamp() + :millis * interval '1 millisecond',
                               attempts = attempts + 1
                         where action_id = (select action_id from ledger
                                             where ended_at is null and try_after <= clock_timestamp()
                                               and (lease_until is null or lease_until < clock_timestamp())
                                             order by try_after limit 1
                                               for update skip locked)
                        returning action_id, digest, run, principal, agent, tool, correlation_id, state, grant_jws,
                                  action_bytes, expires_at, lease, attempts, dispatches, turned_away,
                                  waiting_for, generation,
                                  cast(:generation as bigint) as ledger_generation
                        """)
                .bind("lease", Ids.next())
                .bind("generation", standing.generation())
                .bind("millis", lease.toMillis())
                .mapTo(Entry.class)
                .findOne());
    }

    /**
     * The point of no return: the grant lives by the database's clock and is of this generation, the lease is held and now
     * outlives the call. Inside the caller's transaction. Empty when any of these is not so.
     *
     * @return the deadline
     */
    public Optional<Instant> dispatch(Lineage.Standing standing, Entry entry, Duration limit, Duration lease) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        update ledger
                           set state = 'DISPATCHING', dispatches = dispatches + 1, turned_away = null,
                               deadline = clock_timestamp() + :limit * interval '1 millisecond',
                               lease_until = clock_timestamp() + :millis * interval '1 millisecond'
                         where action_id = :actionId and lease = :lease and lease_until > clock_timestamp()
                           and ended_at is null and expires_at > clock_timestamp() and generation = :generation
                        returning deadline
                        """)
                .bind("actionId", entry.actionId())
                .bind("lease", entry.lease())
                .bind("limit", limit.toMillis())
                .bind("generation", standing.generation())
                .bind("millis", lease.toMillis())
                .mapTo(Instant.class)
                .findOne());
    }

    /** Ends the row. Inside the caller's transaction. @return false when the lease went to another worker */
    public boolean end(Entry entry, Outcome outcome) {
        return jdbi.withHandle(handle -> handle.createUpdate("""
                                update ledger
                                   set state = :state, code = :code, ended_at = clock_timestamp(),
                                       lease = null, lease_until = null
                                 where action_id = :actionId and lease = :lease and ended_at is null
                                """)
                        .bind("actionId", entry.actionId())
                        .bind("lease", entry.lease())
                        .bind("state", outcome.state())
                        .bind("code", outcome.word().isEmpty() ? null : outcome.word())
                        .execute())
                == 1;
    }

    /** Gives the row back, to be tried again after a pause. */
    public void postpone(Entry entry, RefusalCode waitingFor, Duration pause) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        update ledger
                           set waiting_for = :waitingFor, lease = null, lease_until = null,
                               try_after = clock_timestamp() + :millis * interval '1 millisecond'
                         where action_id = :actionId and lease = :lease and ended_at is null
                        """)
                .bind("actionId", entry.actionId())
                .bind("lease", entry.lease())
                .bind("waitingFor", waitingFor)
                .bind("millis", pause.toMillis())
                .execute());
    }

    /** Gives the row back after the provider turned the call away, surely without an effect. @param code its word */
    public void turnedAway(Entry entry, String code, Duration pause) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        update ledger
                           set turned_away = :code, waiting_for = :waitingFor, lease = null, lease_until = null,
                               try_after = clock_timestamp() + :millis * interval '1 millisecond'
                         where action_id = :actionId and lease = :lease and ended_at is null
                        """)
                .bind("actionId", entry.actionId())
                .bind("lease", entry.lease())
                .bind("code", code)
                .bind("waitingFor", RefusalCode.PROVIDER_UNAVAILABLE)
                .bind("millis", pause.toMillis())
                .execute());
    }

    /** Notes what a token could do beyond the scopes asked for. */
    public void noteScopesBeyond(Entry entry, Iterable<String> scopes) {
        jdbi.useHandle(handle -> handle.createUpdate(
                        "update ledger set scopes_beyond = :scopes where action_id = :actionId and lease = :lease")
                .bind("actionId", entry.actionId())
                .bind("lease", entry.lease())
                .bind("scopes", String.join(" ", scopes))
                .execute());
    }

    /** Takes grants, and the evidence in them, and arguments out of rows that ended longer ago. @return how many */
    public int wipe(Duration keptFor) {
        return jdbi.withHandle(handle ->
                handle.createUpdate("""
                        update ledger set grant_jws = null, action_bytes = null
                         where ended_at < clock_timestamp() - :millis * interval '1 millisecond'
                           and grant_jws is not null
                        """).bind("millis", keptFor.toMillis()).execute());
    }

    /** Rows that have not ended. */
    public long open() {
        return jdbi.withHandle(handle -> handle.createQuery("select count(*) from ledger where ended_at is null")
                .mapTo(Long.class)
                .one());
    }
}
