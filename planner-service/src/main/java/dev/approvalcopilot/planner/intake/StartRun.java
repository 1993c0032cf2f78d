package dev.approvalcopilot.planner.intake;

import dev.approvalcopilot.contracts.Ids;
import dev.approvalcopilot.contracts.event.Whereabouts;
import dev.approvalcopilot.planner.PlannerProblem;
import dev.approvalcopilot.planner.run.Run;
import dev.approvalcopilot.planner.run.RunReady;
import dev.approvalcopilot.planner.run.Runs;
import dev.approvalcopilot.support.correlation.Correlation;
import dev.approvalcopilot.support.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** Takes a run in. With an idempotency key, the same request twice is one run. */
@ApplicationScoped
class StartRun {

    private final Jdbi jdbi;
    private final Runs runs;
    private final OpenRuns openRuns;
    private final BeginRun begin;
    private final Event<RunReady> ready;

    StartRun(Jdbi jdbi, Runs runs, OpenRuns openRuns, BeginRun begin, Event<RunReady> ready) {
        this.jdbi = jdbi;
        this.runs = runs;
        this.openRuns = openRuns;
        this.begin = begin;
        this.ready = ready;
    }

    @Transactional
    Run start(Caller caller, String goal, Whereabouts whereabouts, Optional<IdempotencyKey> key) {
        var id = Ids.next();
        if (!insert(id, caller, goal, whereabouts, key)) {
            return sameAsBefore(caller, goal, key.orElseThrow());
        }
        if (openRuns.tooMany(caller.principal())) {
            throw new ProblemException(
                    PlannerProblem.TOO_MANY_RUNS,
                    "At most " + openRuns.allowed() + " runs of a person may be open. Wait for one, or cancel one.");
        }
        var run = runs.find(id).orElseThrow();
        begin.begin(run);
        ready.fire(new RunReady(id));
        return run;
    }

    /** Of two requests with the same key at once, the second waits here for the first. */
    private boolean insert(UUID id, Caller caller, String goal, Whereabouts whereabouts, Optional<IdempotencyKey> key) {
        return jdbi.withHandle(handle -> handle.createUpdate("""
                                insert into runs (id, principal, agent, goal, status, time_zone, locale, correlation_id,
                                    idempotency_key)
                                values (:id, :principal, :agent, :goal, 'THINKING', :zone, :locale, :correlation, :key)
                                on conflict (principal, agent, idempotency_key) do nothing
                                """)
                        .bind("id", id)
                        .bind("principal", caller.principal())
                        .bind("agent", caller.agent())
                        .bind("goal", goal)
                        .bind("zone", whereabouts.timeZone())
                        .bind("locale", whereabouts.locale())
                        .bind("correlation", Correlation.current())
                        .bind("key", key.map(IdempotencyKey::value).orElse(null))
                        .execute())
                == 1;
    }

    private Run sameAsBefore(Caller caller, String goal, IdempotencyKey key) {
        var first = jdbi.withHandle(handle -> handle.createQuery("""
                        select id from runs
                        where principal = :principal and agent = :agent and idempotency_key = :key
                        """)
                .bind("principal", caller.principal())
                .bind("agent", caller.agent())
                .bind("key", key.value())
                .mapTo(UUID.class)
                .one());
        var run = runs.find(first).orElseThrow();
        if (!run.goal().equals(goal)) {
            throw new ProblemException(
                    PlannerProblem.IDEMPOTENCY_KEY_REUSED, "This key began a run with another goal. Use a new key.");
        }
        return run;
    }
}
