package dev.approvalcopilot.planner.intake;

import dev.approvalcopilot.contracts.Ids;
import dev.approvalcopilot.contracts.event.RunChanged;
import dev.approvalcopilot.contracts.event.RunChanged.Change;
import dev.approvalcopilot.planner.PlannerConfig;
import dev.approvalcopilot.planner.PlannerProblem;
import dev.approvalcopilot.planner.conversation.Conversation;
import dev.approvalcopilot.planner.run.FeedEntry;
import dev.approvalcopilot.planner.run.Run;
import dev.approvalcopilot.planner.run.RunFeed;
import dev.approvalcopilot.planner.run.RunReady;
import dev.approvalcopilot.planner.run.RunStatus;
import dev.approvalcopilot.planner.run.Runs;
import dev.approvalcopilot.support.correlation.Correlation;
import dev.approvalcopilot.support.outbox.Outbox;
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
    private final Conversation conversation;
    private final RunFeed feed;
    private final Outbox outbox;
    private final Event<RunReady> ready;
    private final PlannerConfig config;

    StartRun(
            Jdbi jdbi,
            Runs runs,
            Conversation conversation,
            RunFeed feed,
            Outbox outbox,
            Event<RunReady> ready,
            PlannerConfig config) {
        this.jdbi = jdbi;
        this.runs = runs;
        this.conversation = conversation;
        this.feed = feed;
        this.outbox = outbox;
        this.ready = ready;
        this.config = config;
    }

    @Transactional
    Run start(Caller caller, String goal, Optional<IdempotencyKey> key) {
        var id = Ids.next();
        if (!insert(id, caller, goal, key)) {
            return sameAsBefore(caller, goal, key.orElseThrow());
        }
        checkOpenRuns(caller);
        conversation.begin(id, goal);
        feed.append(id, new FeedEntry.Started(RunStatus.THINKING));
        var run = runs.find(id).orElseThrow();
        outbox.add(new RunChanged(
                id, run.principal(), run.agent(), Change.STARTED, goal, "The run was taken in", null, run.now()));
        ready.fire(new RunReady(id));
        return run;
    }

    /** Of two requests with the same key at once, the second waits here for the first. */
    private boolean insert(UUID id, Caller caller, String goal, Optional<IdempotencyKey> key) {
        return jdbi.withHandle(handle -> handle.createUpdate("""
                                insert into runs (id, principal, agent, goal, status, correlation_id, idempotency_key)
                                values (:id, :principal, :agent, :goal, 'THINKING', :correlation, :key)
                                on conflict (principal, agent, idempotency_key) do nothing
                                """)
                        .bind("id", id)
                        .bind("principal", caller.principal())
                        .bind("agent", caller.agent())
                        .bind("goal", goal)
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

    private void checkOpenRuns(Caller caller) {
        int open = jdbi.withHandle(handle -> handle.createQuery(
                        "select count(*) from runs where principal = :principal and ended_at is null")
                .bind("principal", caller.principal())
                .mapTo(Integer.class)
                .one());
        if (open > config.maxOpenRuns()) {
            throw new ProblemException(
                    PlannerProblem.TOO_MANY_RUNS,
                    "At most " + config.maxOpenRuns() + " runs of a person may be open. Wait for one, or cancel one.");
        }
    }
}
