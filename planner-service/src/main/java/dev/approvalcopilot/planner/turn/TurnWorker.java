package dev.approvalcopilot.planner.turn;

import dev.approvalcopilot.planner.PlannerConfig;
import dev.approvalcopilot.planner.run.RunReady;
import dev.approvalcopilot.support.correlation.Correlation;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Finds runs to think about and takes their turns, each on a virtual thread, at most so many at once. */
@ApplicationScoped
class TurnWorker {

    private static final Logger LOG = Logger.getLogger(TurnWorker.class);

    private static final long SHUTDOWN_SECONDS = 5;

    private final Leases leases;
    private final TakeTurn takeTurn;
    private final PlannerConfig config;

    private final Semaphore places;
    private final Semaphore work = new Semaphore(0);
    private final CompletableFuture<Void> stop = new CompletableFuture<>();
    private volatile Thread dispatcher;

    TurnWorker(Leases leases, TakeTurn takeTurn, PlannerConfig config) {
        this.leases = leases;
        this.takeTurn = takeTurn;
        this.config = config;
        this.places = new Semaphore(config.maxConcurrentTurns());
    }

    void start(@Observes StartupEvent event) {
        dispatcher = Thread.ofVirtual().name("turn-dispatcher").start(this::dispatch);
    }

    void ready(@Observes(during = TransactionPhase.AFTER_SUCCESS) RunReady ready) {
        work.release();
    }

    /** The first sign of a shutdown: requests already under way may still end. */
    void takeNoMore(@Observes ShutdownDelayInitiatedEvent event) {
        stop.complete(null);
        work.release();
    }

    /** Takes no more, gives back what waits for the model, and lets what is being committed finish. */
    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stop.complete(null);
        work.release();
        if (!places.tryAcquire(config.maxConcurrentTurns(), SHUTDOWN_SECONDS, TimeUnit.SECONDS)) {
            LOG.warn("event=turns_abandoned");
        }
    }

    boolean isAlive() {
        return dispatcher != null && dispatcher.isAlive();
    }

    private void dispatch() {
        while (!stop.isDone()) {
            try {
                places.acquire();
                if (!takeNext()) {
                    pause();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /** @return false when there was nothing, or no database to ask; the place is free again then */
    private boolean takeNext() {
        var started = false;
        try {
            var claim = stop.isDone() ? Optional.<Claim>empty() : leases.claim();
            claim.ifPresent(this::startTurn);
            started = claim.isPresent();
        } catch (RuntimeException e) {
            LOG.warnf("event=claim_failed cause=%s", e.getClass().getSimpleName());
        } finally {
            if (!started) {
                places.release();
            }
        }
        return started;
    }

    private void startTurn(Claim claim) {
        Thread.ofVirtual().name("turn-" + claim.run().id()).start(() -> {
            try {
                Correlation.within(claim.run().correlationId(), () -> takeTurn.take(claim, stop));
            } catch (RuntimeException e) {
                // Not even the failure could be recorded: the lease runs out and the turn is taken again.
                LOG.warnf(
                        "event=turn_abandoned run=%s cause=%s",
                        claim.run().id(), e.getClass().getSimpleName());
            } finally {
                places.release();
            }
        });
    }

    private void pause() throws InterruptedException {
        if (work.tryAcquire(config.pollInterval().toMillis(), TimeUnit.MILLISECONDS)) {
            work.drainPermits();
        }
    }
}
