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

    /** Notes what an event says. @return false when it speaks for another person */
    public boolean note(RunChanged event) {
        return jdbi.withHandle(handle -> handle.createUpdate("""
                                insert into runs (id, principal, agent, goal, started_at, cancel_asked_at, ended, ended_at, answer)
                                values (:id, :principal, :agent, :goal, case when :started then clock_timestamp() end,
                                    case when :cancel then clock_timestamp() end,
                                    :ended, case when :over then clock_timestamp() end, :answer)
                                on conflict (id) do update set
                                    goal = coalesce(runs.goal, excluded.goal),
                                    started_at = coalesce(runs.started_at, excluded.started_at),
                                    cancel_asked_at = coalesce(runs.cancel_asked_at, excluded.cancel_asked_at),
                                    ended = coalesce(runs.ended, excluded.ended),
                                    ended_at = coalesce(runs.ended_at, excluded.ended_at),
                                    answer = case when runs.ended is null then excluded.answer else runs.answer end
                                where runs.principal = excluded.principal""")
                        .bind("id", event.run())
                        .bind("principal", event.principal())
                        .bind("agent", event.agent())
                        .bind("goal", event.goal())
                        .bind("started", event.change() == RunChanged.Change.STARTED)
                        .bind("cancel", event.change() == RunChanged.Change.CANCEL_ASKED)
                        .bind("over", event.ended() != null)
                        .bind(
                                "ended",
                                event.ended() == null ? null : event.ended().name())
                        .bind("answer", event.answer())
                        .execute())
                == 1;
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
