package dev.approvalcopilot.planner.halt;

import dev.approvalcopilot.contracts.event.HaltChanged;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** Table {@code halts}. Every method joins the caller's transaction. */
@ApplicationScoped
public class Halts {

    /** A condition on a row of {@code runs}: nobody halted its agent, its person or everything. */
    public static final String RUN_MAY_MOVE = """
            not exists (select from halts where halted
                        and scope in ('all', 'agent:' || runs.agent, 'person:' || runs.principal))""";

    private static final Logger LOG = Logger.getLogger(Halts.class);

    private final Jdbi jdbi;

    Halts(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** Notes what an event says. One that is older than what is known changes nothing. */
    public void note(HaltChanged event) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into halts (scope, halted, reason, since) values (:scope, :halted, :reason, :since)
                        on conflict (scope) do update set halted = excluded.halted, reason = excluded.reason,
                            since = excluded.since
                        where halts.since <= excluded.since
                        """)
                .bind("scope", event.scope().toString())
                .bind("halted", event.halted())
                .bind("reason", event.reason())
                .bind("since", event.at())
                .execute());
        LOG.infof("event=halt_noted halted=%s", event.halted());
    }

    /** What stands still now. */
    public ActiveHalts active() {
        return new ActiveHalts(jdbi.withHandle(
                handle -> handle.createQuery("select scope, reason, since from halts where halted order by since")
                        .map(ConstructorMapper.of(Halted.class))
                        .list()));
    }
}
