package dev.approvalcopilot.planner.turn;

import dev.approvalcopilot.planner.PlannerConfig;
import dev.approvalcopilot.planner.halt.Halts;
import dev.approvalcopilot.planner.run.Run;
import dev.approvalcopilot.planner.run.Runs;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** Who thinks about which run. A lease that is not renewed runs out, and another instance asks the model again. */
@ApplicationScoped
class Leases {

    private static final double MILLIS_PER_SECOND = 1000.0;

    private final Jdbi jdbi;
    private final PlannerConfig config;

    Leases(Jdbi jdbi, PlannerConfig config) {
        this.jdbi = jdbi;
        this.config = config;
    }

    /** The run that has been due for longest, if there is one that nobody thinks about and nobody has halted. */
    @Transactional(TxType.REQUIRES_NEW)
    Optional<Claim> claim() {
        var lease = UUID.randomUUID();
        return jdbi.withHandle(handle -> handle.createQuery("""
                                update runs set lease = :lease, lease_until = now() + make_interval(secs => :seconds)
                                where id = (
                                    select id from runs
                                    where status = 'THINKING' and next_attempt_at <= now()
                                      and (lease_until is null or lease_until < now()) and %s
                                    order by next_attempt_at limit 1
                                    for update skip locked)
                                returning
                                """.formatted(Halts.RUN_MAY_MOVE) + Runs.COLUMNS)
                        .bind("lease", lease)
                        .bind("seconds", seconds())
                        .map(ConstructorMapper.of(Run.class))
                        .findOne())
                .map(run -> new Claim(run, lease));
    }

    /** @return false when the run was cancelled, halted or belongs to somebody else by now */
    @Transactional(TxType.REQUIRES_NEW)
    boolean renew(Claim claim) {
        return jdbi.withHandle(handle -> handle.createUpdate("""
                                update runs set lease_until = now() + make_interval(secs => :seconds)
                                where id = :id and lease = :lease and\s""" + Halts.RUN_MAY_MOVE)
                        .bind("seconds", seconds())
                        .bind("id", claim.run().id())
                        .bind("lease", claim.lease())
                        .execute())
                == 1;
    }

    /** Gives a run back as it was, for the next one to take at once. */
    @Transactional(TxType.REQUIRES_NEW)
    void release(Claim claim) {
        jdbi.useHandle(handle -> handle.createUpdate(
                        "update runs set lease = null, lease_until = null where id = :id and lease = :lease")
                .bind("id", claim.run().id())
                .bind("lease", claim.lease())
                .execute());
    }

    private double seconds() {
        return config.lease().toMillis() / MILLIS_PER_SECOND;
    }
}
