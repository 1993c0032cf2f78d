package dev.approvalcopilot.planner.turn;

import dev.approvalcopilot.planner.PlannerConfig;
import dev.approvalcopilot.planner.run.EndRun;
import dev.approvalcopilot.planner.run.FailureCode;
import dev.approvalcopilot.planner.run.FeedEntry;
import dev.approvalcopilot.planner.run.Run;
import dev.approvalcopilot.planner.run.RunFeed;
import dev.approvalcopilot.planner.run.RunNews;
import dev.approvalcopilot.planner.run.Runs;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Duration;
import org.jdbi.v3.core.Jdbi;

/** Records that a turn came to nothing: another attempt later, or the end of the run. */
@ApplicationScoped
class FailTurn {

    private static final double MILLIS_PER_SECOND = 1000.0;

    private final Jdbi jdbi;
    private final Runs runs;
    private final RunFeed feed;
    private final EndRun end;
    private final RunNews news;
    private final PlannerConfig config;

    FailTurn(Jdbi jdbi, Runs runs, RunFeed feed, EndRun end, RunNews news, PlannerConfig config) {
        this.jdbi = jdbi;
        this.runs = runs;
        this.feed = feed;
        this.end = end;
        this.news = news;
        this.config = config;
    }

    /** Tries again later, while attempts are left. @param failure how the run fails when none is */
    @Transactional(TxType.REQUIRES_NEW)
    void later(Claim claim, FailureCode failure) {
        var run = runs.lock(claim.run().id()).orElseThrow();
        if (!claim.stillHolds(run)) {
            return;
        }
        int failed = run.modelAttempts() + 1;
        if (failed >= config.modelAttempts()) {
            end.failed(run, failure);
        } else {
            postpone(run, failed);
        }
    }

    /** Ends the run now. */
    @Transactional(TxType.REQUIRES_NEW)
    void forGood(Claim claim, FailureCode failure) {
        var run = runs.lock(claim.run().id()).orElseThrow();
        if (claim.stillHolds(run)) {
            end.failed(run, failure);
        }
    }

    private void postpone(Run run, int failed) {
        var pause = pauseAfter(failed);
        jdbi.useHandle(handle -> handle.createUpdate("""
                        update runs set model_attempts = :failed, lease = null, lease_until = null,
                            next_attempt_at = now() + make_interval(secs => :seconds)
                        where id = :id
                        """)
                .bind("failed", failed)
                .bind("seconds", pause.toMillis() / MILLIS_PER_SECOND)
                .bind("id", run.id())
                .execute());
        feed.append(run.id(), new FeedEntry.Retrying(failed, run.now().plus(pause)));
        news.step(
                run,
                "The model did not answer; it is asked again, " + (config.modelAttempts() - failed)
                        + " more times at most");
    }

    private Duration pauseAfter(int failed) {
        var doubled = config.modelBackoff().multipliedBy(1L << Math.min(failed - 1, 20));
        return doubled.compareTo(config.modelBackoffMax()) < 0 ? doubled : config.modelBackoffMax();
    }
}
