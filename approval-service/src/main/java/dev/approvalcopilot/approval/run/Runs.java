package dev.approvalcopilot.approval.run;

import dev.approvalcopilot.contracts.event.RunChanged;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** Table {@code runs}. A run belongs to the person who was first said to own it; what speaks for another changes nothing. */
@ApplicationScoped
public class Runs {
    private final Jdbi jdbi;

    Runs(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** Notes what an event says. */
    public void note(RunChanged event) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into runs (id, principal, agent, goal, cancel_asked_at, ended)
                        values (:id, :principal, :agent, :goal, case when :cancel then clock_timestamp() end, :ended)
                        on conflict (id) do update set
                            goal = coalesce(runs.goal, excluded.goal),
                            cancel_asked_at = coalesce(runs.cancel_asked_at, excluded.cancel_asked_at),
                            ended = coalesce(runs.ended, excluded.ended)
                        where runs.principal = excluded.principal""")
                .bind("id", event.run())
                .bind("principal", event.principal())
                .bind("agent", event.agent())
                .bind("goal", event.goal())
                .bind("cancel", event.change() == RunChanged.Change.CANCEL_ASKED)
                .bind("ended", event.ended() == null ? null : event.ended().name())
                .execute());
    }

    /**
     * Makes sure that the run has a row and holds it against a concurrent cancel until the transaction ends.
     *
     * @return whether this person's run was asked to stop
     */
    public boolean holdAgainstCancel(UUID run, String principal, String agent) {
        return jdbi.withHandle(handle -> {
            handle.createUpdate("""
                            insert into runs (id, principal, agent) values (:run, :principal, :agent)
                            on conflict (id) do nothing""")
                    .bind("run", run)
                    .bind("principal", principal)
                    .bind("agent", agent)
                    .execute();
            return handle.createQuery("""
                            select principal = :principal and cancel_asked_at is not null
                            from runs where id = :run for share""")
                    .bind("run", run)
                    .bind("principal", principal)
                    .mapTo(Boolean.class)
                    .one();
        });
    }

    /** The goal in the person's own words, once it is known. */
    public Optional<String> goal(UUID run, String principal) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select goal from runs where id = :run and principal = :principal and goal is not null")
                .bind("run", run)
                .bind("principal", principal)
                .mapTo(String.class)
                .findOne());
    }
}
