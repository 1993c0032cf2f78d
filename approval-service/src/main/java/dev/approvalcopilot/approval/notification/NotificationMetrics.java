package dev.approvalcopilot.approval.notification;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/** What becomes of notifications, and that ended ones do not pile up. */
@ApplicationScoped
class NotificationMetrics {
    private static final Duration KEEP_ENDED = Duration.ofDays(7);
    /** Long enough for an operator to see them and send them again. */
    private static final Duration KEEP_DEAD = Duration.ofDays(30);

    private static final Logger LOG = Logger.getLogger(NotificationMetrics.class);

    private final Queue queue;
    private final MeterRegistry registry;
    private final AtomicLong due;
    private final AtomicLong dead;

    NotificationMetrics(Queue queue, MeterRegistry registry) {
        this.queue = queue;
        this.registry = registry;
        this.due = registry.gauge("approval.notifications.due", new AtomicLong());
        this.dead = registry.gauge("approval.notifications.dead", new AtomicLong());
        for (var channel : Channel.values()) {
            // From the start, so that a first one is a change that an alert can see.
            for (var result : new String[] {"sent", "failed", "dropped", "dead"}) {
                counter(channel, result);
            }
        }
    }

    /** @param result sent, failed (and to be tried again), dropped or dead */
    void count(Channel channel, String result) {
        counter(channel, result).increment();
    }

    private Counter counter(Channel channel, String result) {
        return registry.counter("approval.notifications", "channel", channel.id(), "result", result);
    }

    @Scheduled(every = "10s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void look() {
        due.set(queue.count("DUE"));
        dead.set(queue.count("DEAD"));
    }

    @Scheduled(every = "1h", delayed = "3m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void forget() {
        int rows =
                queue.purge("SENT", KEEP_ENDED) + queue.purge("DROPPED", KEEP_ENDED) + queue.purge("DEAD", KEEP_DEAD);
        LOG.infof("event=notifications_purged rows=%d", rows);
    }
}
