package dev.approvalcopilot.planner.intake;

import dev.approvalcopilot.contracts.event.RunRequested;
import dev.approvalcopilot.contracts.event.SecurityEvent;
import dev.approvalcopilot.contracts.event.Service;
import dev.approvalcopilot.planner.run.EndRun;
import dev.approvalcopilot.planner.run.FailureCode;
import dev.approvalcopilot.planner.run.PlainText;
import dev.approvalcopilot.planner.run.Run;
import dev.approvalcopilot.planner.run.RunReady;
import dev.approvalcopilot.planner.run.Runs;
import dev.approvalcopilot.support.correlation.Correlation;
import dev.approvalcopilot.support.inbox.Unprocessable;
import dev.approvalcopilot.support.outbox.Outbox;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/**
 * Takes up a run that a person asked for on the page, under the id that the page already shows. What cannot begin because the
 * person has too many open runs is taken in and ends at once, so that the page can say so.
 */
@ApplicationScoped
public class TakeUpRun {

    private static final int UUID_BY_TIME = 7;
    private static final int RFC_VARIANT = 2;

    private final Jdbi jdbi;
    private final Runs runs;
    private final OpenRuns openRuns;
    private final BeginRun begin;
    private final EndRun end;
    private final Outbox outbox;
    private final Event<RunReady> ready;

    TakeUpRun(
            Jdbi jdbi, Runs runs, OpenRuns openRuns, BeginRun begin, EndRun end, Outbox outbox, Event<RunReady> ready) {
        this.jdbi = jdbi;
        this.runs = runs;
        this.openRuns = openRuns;
        this.begin = begin;
        this.end = end;
        this.outbox = outbox;
        this.ready = ready;
    }

    /** In the transaction of the event. @throws Unprocessable where it names no run that could be begun */
    public void takeUp(RunRequested event) {
        if (!isRunId(event.run()) || !RunRequested.AGENT.equals(event.agent())) {
            throw new Unprocessable("unfit_run_request");
        }
        if (!isGoal(event.goal())) {
            throw new Unprocessable("unfit_goal");
        }
        boolean added = insert(event);
        var run = runs.find(event.run()).orElseThrow();
        if (!added) {
            reportIfAnother(event, run);
            return;
        }
        begin.begin(run);
        if (openRuns.tooMany(run.principal())) {
            end.failed(run, FailureCode.TOO_MANY_RUNS);
        } else {
            ready.fire(new RunReady(run.id()));
        }
    }

    private static boolean isRunId(UUID id) {
        return id != null && id.variant() == RFC_VARIANT && id.version() == UUID_BY_TIME;
    }

    private static boolean isGoal(String goal) {
        return goal != null && !goal.isBlank() && goal.length() <= RunRequested.MAX_GOAL_CHARS && PlainText.isFit(goal);
    }

    private boolean insert(RunRequested event) {
        var whereabouts = event.whereabouts();
        return jdbi.withHandle(handle -> handle.createUpdate("""
                                insert into runs (id, principal, agent, goal, status, time_zone, locale, correlation_id)
                                values (:id, :principal, :agent, :goal, 'THINKING', :zone, :locale, :correlation)
                                on conflict (id) do nothing
                                """)
                        .bind("id", event.run())
                        .bind("principal", event.principal())
                        .bind("agent", event.agent())
                        .bind("goal", event.goal())
                        .bind("zone", whereabouts.timeZone())
                        .bind("locale", whereabouts.locale())
                        .bind("correlation", Correlation.current())
                        .execute())
                == 1;
    }

    /** The same request twice is one run. Another one under the id of a run changes nothing, and is told. */
    private void reportIfAnother(RunRequested event, Run run) {
        boolean same = run.principal().equals(event.principal()) && run.goal().equals(event.goal());
        if (!same) {
            outbox.add(new SecurityEvent(
                    Service.PLANNER,
                    "run_replaced",
                    "Another goal came under the id of a run that is known",
                    run.id(),
                    run.principal(),
                    run.now()));
        }
    }
}
