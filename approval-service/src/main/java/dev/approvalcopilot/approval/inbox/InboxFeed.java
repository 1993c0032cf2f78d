package dev.approvalcopilot.approval.inbox;

import dev.approvalcopilot.approval.ApprovalConfig;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.MultiEmitter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * A person's changes as they happen. The table is the truth, so that any replica can serve any client and a client resumes
 * where it left; each replica asks once a tick for all its clients.
 */
@ApplicationScoped
public class InboxFeed {
    private static final int BATCH = 100;
    private static final Logger LOG = Logger.getLogger(InboxFeed.class);

    private final Jdbi jdbi;
    private final ApprovalConfig config;
    private final Set<Subscription> subscriptions = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService ticker = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("inbox-feed").daemon().factory());

    InboxFeed(Jdbi jdbi, ApprovalConfig config) {
        this.jdbi = jdbi;
        this.config = config;
    }

    /** One client. Its place is read and moved by the ticking thread alone, after the start. */
    private static final class Subscription {
        private final String principal;
        private final MultiEmitter<? super FeedEntry> emitter;
        private long seq;

        private Subscription(String principal, long seq, MultiEmitter<? super FeedEntry> emitter) {
            this.principal = principal;
            this.seq = seq;
            this.emitter = emitter;
        }
    }

    /** The number of the person's latest change; 0 before the first. */
    public long head(String principal) {
        return jdbi.withHandle(handle -> FeedLog.head(handle, principal));
    }

    /** What of the person's changes can still be told. */
    public FeedPlace place(String principal) {
        return jdbi.withHandle(handle -> FeedLog.place(handle, principal));
    }

    /** Tells the person that something was told of a run of theirs. In the caller's transaction, as the last thing it locks. */
    public void runMoved(String principal, UUID run) {
        jdbi.useHandle(handle -> FeedLog.appendRun(handle, principal, run));
    }

    /** The person's changes after a number, without end. A client that is too slow is cut off, and resumes. */
    public Multi<FeedEntry> after(String principal, long seq) {
        return Multi.createFrom().emitter(emitter -> {
            var subscription = new Subscription(principal, seq, emitter);
            emitter.onTermination(() -> subscriptions.remove(subscription));
            subscriptions.add(subscription);
        });
    }

    /** A thread of its own: Quarkus' scheduler does not tick more often than once a second. */
    void start(@Observes StartupEvent event) {
        long pause = config.stream().pollEvery().toMillis();
        ticker.scheduleWithFixedDelay(this::tick, pause, pause, TimeUnit.MILLISECONDS);
    }

    void stop(@Observes ShutdownEvent event) {
        ticker.shutdownNow();
    }

    private void tick() {
        try {
            deliverNews();
        } catch (RuntimeException e) {
            // The next tick tries again; the clients keep their places.
            LOG.warnf("event=feed_not_read cause=%s", e.getClass().getSimpleName());
        }
    }

    private void deliverNews() {
        if (subscriptions.isEmpty()) {
            return;
        }
        var principals = subscriptions.stream().map(s -> s.principal).distinct().toList();
        jdbi.useHandle(handle -> {
            var heads = FeedLog.heads(handle, principals);
            for (var subscription : subscriptions) {
                deliver(handle, subscription, heads);
            }
        });
    }

    private static void deliver(Handle handle, Subscription subscription, Map<String, Long> heads) {
        if (heads.getOrDefault(subscription.principal, 0L) <= subscription.seq) {
            return;
        }
        for (var entry : FeedLog.after(handle, subscription.principal, subscription.seq, BATCH)) {
            subscription.emitter.emit(entry);
            subscription.seq = entry.seq();
        }
    }

    @Scheduled(every = "1h", delayed = "5m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void forget() {
        int rows =
                jdbi.withHandle(handle -> FeedLog.forget(handle, config.stream().keep()));
        LOG.infof("event=feed_purged rows=%d", rows);
    }
}
