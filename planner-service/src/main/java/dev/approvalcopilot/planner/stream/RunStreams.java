package dev.approvalcopilot.planner.stream;

import dev.approvalcopilot.planner.PlannerConfig;
import dev.approvalcopilot.planner.PlannerProblem;
import dev.approvalcopilot.planner.run.FeedEntry;
import dev.approvalcopilot.planner.run.RunFeed;
import dev.approvalcopilot.support.problem.ProblemException;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.MultiEmitter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/** Follows feeds, each on a virtual thread of its own. */
@ApplicationScoped
class RunStreams {

    private static final Logger LOG = Logger.getLogger(RunStreams.class);

    private static final int BATCH = 100;

    /** What goes out on a stream. */
    sealed interface Signal {
        record Entry(RunFeed.Row row) implements Signal {}

        /** Nothing happened for a while; keeps proxies from cutting the connection. */
        record Heartbeat() implements Signal {}
    }

    private final RunFeed feed;
    private final RunBell bell;
    private final PlannerConfig config;
    private final AtomicInteger open = new AtomicInteger();
    private volatile boolean stopping;

    RunStreams(RunFeed feed, RunBell bell, PlannerConfig config) {
        this.feed = feed;
        this.bell = bell;
        this.config = config;
    }

    /**
     * Everything after a number, then what happens, until the run's end.
     *
     * @param until the stream ends then at the latest: no longer than the token is valid
     * @throws ProblemException 503 when too many are open
     */
    Multi<Signal> follow(UUID run, long after, Instant until) {
        if (open.incrementAndGet() > config.maxStreams()) {
            open.decrementAndGet();
            throw new ProblemException(PlannerProblem.TOO_MANY_STREAMS, "Try again later, or read the run itself.");
        }
        return Multi.createFrom().emitter(emitter -> {
            var listener = bell.listen(run);
            // Woken, not interrupted: an interrupt in the middle of a query would cost a pooled connection.
            emitter.onTermination(listener::wake);
            Thread.ofVirtual().name("run-stream-" + run).start(() -> {
                try (listener) {
                    send(new Follower(run, after, until), listener, emitter);
                } finally {
                    open.decrementAndGet();
                }
            });
        });
    }

    /** Open streams would hold the shutdown up; their clients come back to another instance. */
    void stop(@Observes ShutdownDelayInitiatedEvent event) {
        stopping = true;
        bell.ringAll();
    }

    private record Follower(UUID run, long after, Instant until) {}

    private void send(Follower follower, RunBell.Listener listener, MultiEmitter<? super Signal> emitter) {
        long last = follower.after;
        var nextHeartbeat = Instant.now().plus(config.heartbeat());
        try {
            while (!stopping && !emitter.isCancelled() && Instant.now().isBefore(follower.until)) {
                var rows = feed.after(follower.run, last, BATCH);
                for (var row : rows) {
                    emitter.emit(new Signal.Entry(row));
                    last = row.number();
                }
                if (!rows.isEmpty() && rows.getLast().kind() == FeedEntry.Kind.ENDED) {
                    break;
                }
                if (!rows.isEmpty()) {
                    nextHeartbeat = Instant.now().plus(config.heartbeat());
                } else if (Instant.now().isAfter(nextHeartbeat)) {
                    emitter.emit(new Signal.Heartbeat());
                    nextHeartbeat = Instant.now().plus(config.heartbeat());
                }
                if (rows.size() < BATCH) {
                    listener.await(config.pollInterval());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            // The client comes back with the last number it has seen.
            LOG.warnf(
                    "event=run_stream_broken run=%s cause=%s",
                    follower.run, e.getClass().getSimpleName());
        }
        emitter.complete();
    }
}
