package dev.approvalcopilot.planner.stream;

import dev.approvalcopilot.planner.run.RunMoved;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Wakes the streams of a run when this instance committed something to its feed. Other instances are found by polling. */
@ApplicationScoped
class RunBell {

    private final Map<UUID, Set<Listener>> listeners = new ConcurrentHashMap<>();

    Listener listen(UUID run) {
        var listener = new Listener(run);
        listeners.compute(run, (_, others) -> {
            var all = others == null ? ConcurrentHashMap.<Listener>newKeySet() : others;
            all.add(listener);
            return all;
        });
        return listener;
    }

    void ring(@Observes(during = TransactionPhase.AFTER_SUCCESS) RunMoved moved) {
        listeners.getOrDefault(moved.run(), Set.of()).forEach(Listener::wake);
    }

    /** Wakes everybody. */
    void ringAll() {
        listeners.values().forEach(all -> all.forEach(Listener::wake));
    }

    /** One stream's ear. A ring between two waits is not lost. */
    final class Listener implements AutoCloseable {

        private final UUID run;
        private final Semaphore rings = new Semaphore(0);

        private Listener(UUID run) {
            this.run = run;
        }

        void wake() {
            rings.release();
        }

        void await(Duration longest) throws InterruptedException {
            if (rings.tryAcquire(longest.toMillis(), TimeUnit.MILLISECONDS)) {
                rings.drainPermits();
            }
        }

        @Override
        public void close() {
            listeners.computeIfPresent(run, (_, all) -> {
                all.remove(this);
                return all.isEmpty() ? null : all;
            });
        }
    }
}
