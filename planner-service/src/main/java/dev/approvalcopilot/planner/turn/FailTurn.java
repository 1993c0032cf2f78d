package dev.approvalcopilot.planner.turn;

import dev.approvalcopilot.planner.PlannerConfig;
import dev.approvalcopilot.planner.model.ModelFailure;
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
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jdbi.v3.core.Jdbi;

/** Records that a turn came to nothing: another attempt later, or the end of the run. */
@ApplicationScoped
class FailTurn {

    private static final double MILLIS_PER_SECOND = 1000.0;

    /** The same question may be cut short again: once more is enough to know. */
    private static final int HALF_ANSWERS = 2;

    private static final int EMPTY_ANSWERS = 3;

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

    /** The model gave no answer that can be used. */
    @Transactional(TxType.REQUIRES_NEW)
    void unanswered(Claim claim, ModelFailure failure) {
        var run = runs.lock(claim.run().id()).orElseThrow();
        if (!claim.stillHolds(run)) {
            return;
        }
        switch (failure.kind()) {
            case REFUSED -> end.failed(run, FailureCode.MODEL_REFUSED, failure.words());
            case UNREACHABLE -> waitFor(run, failure);
            case UNUSABLE -> askAgain(run, config.modelAttempts(), FailureCode.MODEL_UNUSABLE, failure.words());
            case CUT_SHORT -> askAgain(run, HALF_ANSWERS, FailureCode.ANSWER_CUT_SHORT, failure.words());
            case FILTERED -> askAgain(run, HALF_ANSWERS, FailureCode.ANSWER_FILTERED, failure.words());
            case EMPTY -> askAgain(run, EMPTY_ANSWERS, FailureCode.EMPTY_ANSWER, failure.words());
        }
    }

    /** The planner itself could not go on. */
    @Transactional(TxType.REQUIRES_NEW)
    void broken(Claim claim) {
        var run = runs.lock(claim.run().id()).orElseThrow();
        if (claim.stillHolds(run)) {
            askAgain(run, config.modelAttempts(), FailureCode.INTERNAL_ERROR, "The planner could not use the answer.");
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

    /** As long as it asks, or else a little longer each time, until the run's patience is over. */
    private void waitFor(Run run, ModelFailure failure) {
        var since = run.failingSince() == null ? run.now() : run.failingSince();
        var next = run.now().plus(failure.retryAfter().map(this::atLeastShort).orElseGet(() -> backoff(run)));
        if (next.isAfter(since.plus(config.modelPatience()))) {
            end.failed(run, FailureCode.MODEL_UNREACHABLE, failure.words() + lastWords(failure, next));
            return;
        }
        var words = failure.retryAfter().isPresent()
                ? "%s The model asked to wait until %s.".formatted(failure.words(), told(next))
                : "%s It is asked again at %s.".formatted(failure.words(), told(next));
        postpone(run, next, since, words);
    }

    private static String lastWords(ModelFailure failure, Instant next) {
        return failure.retryAfter().isPresent()
                ? " It asked to wait until %s, which is longer than a run waits.".formatted(told(next))
                : "";
    }

    /** Each kind has a count of its own, so that what is said of the run's end is true. */
    private void askAgain(Run run, int attempts, FailureCode code, String words) {
        if (count(run, code) >= attempts) {
            end.failed(run, code, words);
        } else {
            postpone(run, run.now().plus(backoff(run)), null, words + " It is asked again.");
        }
    }

    /** Counts one more answer of this kind to the next turn's question, and gives how many there were. */
    private int count(Run run, FailureCode code) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        update runs set bad_answers = bad_answers
                            || jsonb_build_object(cast(:code as text), coalesce(cast(bad_answers ->> cast(:code as text) as integer), 0) + 1)
                        where id = :id
                        returning cast(bad_answers ->> cast(:code as text) as integer)
                        """)
                .bind("code", code.code())
                .bind("id", run.id())
                .mapTo(Integer.class)
                .one());
    }

    private void postpone(Run run, Instant next, Instant failingSince, String words) {
        int failed = run.modelAttempts() + 1;
        jdbi.useHandle(handle -> handle.createUpdate("""
                        update runs set model_attempts = :failed, failing_since = :since,
                            lease = null, lease_until = null, next_attempt_at = now() + make_interval(secs => :seconds)
                        where id = :id
                        """)
                .bind("failed", failed)
                .bind("since", failingSince)
                .bind("seconds", Duration.between(run.now(), next).toMillis() / MILLIS_PER_SECOND)
                .bind("id", run.id())
                .execute());
        feed.append(run.id(), new FeedEntry.Retrying(failed, next, words));
        news.step(run, words);
    }

    private Duration atLeastShort(Duration asked) {
        return asked.compareTo(config.modelBackoff()) < 0 ? config.modelBackoff() : asked;
    }

    private Duration backoff(Run run) {
        var doubled = config.modelBackoff().multipliedBy(1L << Math.min(run.modelAttempts(), 20));
        return doubled.compareTo(config.modelBackoffMax()) < 0 ? doubled : config.modelBackoffMax();
    }

    private static Instant told(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS);
    }
}
