package dev.approvalcopilot.approval.halt;

import dev.approvalcopilot.contracts.event.HaltChanged;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Jdbi;

/** Table {@code halts}. All methods take the caller's transaction. */
@ApplicationScoped
public class Halts {
    private static final Logger LOG = Logger.getLogger(Halts.class);

    private final Jdbi jdbi;

    Halts(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** Notes what an event says. One that is older than what is known changes nothing; an epoch never falls. */
    public void note(HaltChanged event) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into halts (scope, halted, reason, since, epoch)
                        values (:scope, :halted, :reason, :since, :epoch)
                        on conflict (scope) do update set halted = excluded.halted, reason = excluded.reason,
                            since = excluded.since, epoch = greatest(halts.epoch, excluded.epoch),
                            version = halts.version + 1
                        where halts.since <= excluded.since""")
                .bind("scope", event.scope().toString())
                .bind("halted", event.halted())
                .bind("reason", event.reason())
                .bind("since", event.at())
                .bind("epoch", event.epoch())
                .execute());
        LOG.infof("event=halt_noted halted=%s epoch=%d", event.halted(), event.epoch());
    }

    /** The epoch that grants and bound logins name now; {@code 0} before the first resumption. */
    public String epoch() {
        return Long.toString(jdbi.withHandle(handle -> handle.createQuery("select coalesce(max(epoch), 0) from halts")
                .mapTo(Long.class)
                .one()));
    }

    /** What stands still now. */
    public ActiveHalts active() {
        return new ActiveHalts(jdbi.withHandle(
                handle -> handle.createQuery("select scope, reason, since from halts where halted order by since")
                        .mapTo(Halted.class)
                        .list()));
    }

    /** What stands still of a person's: everything, the person, or what an action needs that waits to be decided or executed. */
    public List<Halted> concerning(String principal) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select scope, reason, since from halts h
                        where halted and (scope in ('all', 'person:' || :principal) or exists (
                            select from approvals a
                            where a.principal = :principal and a.state in ('PENDING', 'APPROVED')
                              and h.scope in ('connection:' || a.connection, 'tool:' || a.tool, 'agent:' || a.agent)))
                        order by since""")
                .bind("principal", principal)
                .mapTo(Halted.class)
                .list());
    }

    /** Another number after each change. */
    public long version() {
        return jdbi.withHandle(handle -> handle.createQuery("select coalesce(sum(version), 0) from halts")
                .mapTo(Long.class)
                .one());
    }
}
