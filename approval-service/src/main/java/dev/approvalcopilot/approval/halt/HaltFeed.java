package dev.approvalcopilot.approval.halt;

import dev.approvalcopilot.approval.ApprovalConfig;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.MultiEmitter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Tells open streams that halts changed. Each replica looks once a tick for all its clients. */
@ApplicationScoped
public class HaltFeed {
    private static final Logger LOG = Logger.getLogger(HaltFeed.class);

    private final Halts halts;
    private final ApprovalConfig config;
    private final Set<Subscription> subscriptions = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService ticker = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("halt-feed").daemon().factory());

    HaltFeed(Halts halts, ApprovalConfig config) {
        this.halts = halts;
        this.config = config;
    }

    /** One client. What it has seen is read and moved by the ticking thread alone, after the start. */
    private static final class Subscription {
        private final MultiEmitter<? super Long> emitter;
        private long seen;

        private Subscription(long seen, MultiEmitter<? super Long> emitter) {
            this.seen = seen;
            this.emitter = emitter;
        }
    }

    /** Each version after the one that was seen, without end; of several at once only the last. */
    public Multi<Long> after(long seen) {
        return Multi.createFrom().emitter(emitter -> {
            var subscription = new Subscription(seen, emitter);
            emitter.onTermination(() -> subscriptions.remove(subscription));
            subscriptions.add(subscription);
        });
    }

    void start(@Observes StartupEvent event) {
        long pause = config.stream().pollEvery().toMillis();
        ticker.scheduleWithFixedDelay(this::tick, pause, pause, TimeUnit.MILLISECONDS);
    }

    void stop(@Observes ShutdownEvent event) {
        ticker.shutdownNow();
    }

    private void tick() {
        if (subscriptions.isEmpty()) {
            return;
        }
        try {
            long version = halts.version();
            for (var subscription : subscriptions) {
                if (subscription.seen != version) {
                    subscription.seen = version;
                    subscription.emitter.emit(version);
                }
            }
        } catch (RuntimeException e) {
            // The next tick tries again; the clients keep what they have seen.
            LOG.warnf("event=halts_not_read cause=%s", e.getClass().getSimpleName());
        }
    }
}
