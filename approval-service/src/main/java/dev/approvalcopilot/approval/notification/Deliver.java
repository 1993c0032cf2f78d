package dev.approvalcopilot.approval.notification;

import dev.approvalcopilot.approval.ApprovalConfig;
import dev.approvalcopilot.approval.NotificationConfig;
import dev.approvalcopilot.contracts.text.MarkedText;
import io.quarkus.arc.All;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import org.jboss.logging.Logger;

/**
 * Sends what is due. A channel has a round of its own, so that one that hangs holds up no other; nothing else waits for any of
 * them.
 */
@ApplicationScoped
class Deliver {
    /** Longer than any try takes. A replica that dies in the middle leaves the rest to another after it. */
    private static final Duration LEASE = Duration.ofMinutes(2);

    private static final String EVERY = "${approval.notifications.look-every:PT1S}";
    private static final Logger LOG = Logger.getLogger(Deliver.class);

    private final Queue queue;
    private final PreferenceRows preferences;
    private final NotificationMetrics metrics;
    private final NotificationConfig config;
    private final Backoff backoff;
    private final URI base;
    private final Map<Channel, Carrier> carriers = new EnumMap<>(Channel.class);

    Deliver(
            Queue queue,
            PreferenceRows preferences,
            NotificationMetrics metrics,
            @All List<Carrier> carriers,
            ApprovalConfig config) {
        this.queue = queue;
        this.preferences = preferences;
        this.metrics = metrics;
        this.config = config.notifications();
        this.backoff = new Backoff(this.config.firstRetry(), this.config.longestRetry());
        // The one public address that Auth0 knows of this service.
        this.base = config.presence().redirectUri();
        carriers.forEach(carrier -> this.carriers.put(carrier.channel(), carrier));
    }

    @Scheduled(
            every = EVERY,
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = Scheduled.ApplicationNotRunning.class)
    void mail() {
        round(Channel.MAIL);
    }

    @Scheduled(
            every = EVERY,
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = Scheduled.ApplicationNotRunning.class)
    void slack() {
        round(Channel.SLACK);
    }

    @Scheduled(
            every = EVERY,
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = Scheduled.ApplicationNotRunning.class)
    void webhook() {
        round(Channel.WEBHOOK);
    }

    private void round(Channel channel) {
        var carrier = carriers.get(channel);
        var taken = queue.take(channel, config.batchSize(), LEASE);
        // Closing waits for all of them.
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            taken.forEach(one -> threads.submit(() -> deliver(carrier, one)));
        }
    }

    private void deliver(Carrier carrier, Queue.Taken taken) {
        try {
            whyNot(carrier, taken)
                    .ifPresentOrElse(
                            reason -> drop(carrier, taken, reason),
                            () -> note(carrier, taken, carrier.deliver(taken.endpoint(), message(taken))));
        } catch (RuntimeException e) {
            // Its text may quote anything.
            LOG.errorf(
                    "event=notification_error id=%s error=%s",
                    taken.id(), e.getClass().getName());
            note(carrier, taken, new Delivery.Failed("error"));
        }
    }

    /** What happened since it was written. */
    private Optional<String> whyNot(Carrier carrier, Queue.Taken taken) {
        if (!taken.isOpen()) {
            return Optional.of("decided");
        }
        if (!carrier.endpoints().contains(taken.endpoint())) {
            return Optional.of("endpoint_gone");
        }
        boolean personal = carrier.isPersonal();
        if (personal && !preferences.of(taken.person()).wants(carrier.channel(), taken.level())) {
            return Optional.of("unwanted");
        }
        return carrier.channel() == Channel.MAIL && taken.address().isEmpty()
                ? Optional.of("no_address")
                : Optional.empty();
    }

    private Message message(Queue.Taken taken) {
        return new Message(
                taken.id(),
                taken.action(),
                taken.kind(),
                taken.level(),
                inert(taken.title()),
                inert(taken.agent()),
                inert(taken.principalWords()),
                inert(taken.connection()),
                taken.person(),
                taken.address().orElse(""),
                taken.createdAt(),
                taken.expiresAt(),
                base.resolve("/actions/" + taken.action()),
                base.resolve("/settings#notifications"));
    }

    private static String inert(String text) {
        return MarkedText.line(text).toString();
    }

    private void drop(Carrier carrier, Queue.Taken taken, String reason) {
        queue.dropped(taken, reason);
        metrics.count(carrier.channel(), "dropped");
    }

    private void note(Carrier carrier, Queue.Taken taken, Delivery delivery) {
        switch (delivery) {
            case Delivery.Sent _ -> {
                queue.sent(taken);
                metrics.count(carrier.channel(), "sent");
            }
            case Delivery.Failed failed
            when taken.attempts() < config.attempts() -> {
                var wait = backoff.after(
                        taken.attempts(), ThreadLocalRandom.current().nextDouble());
                var asked = failed.askedWait().orElse(Duration.ZERO);
                queue.failed(taken, failed.reason(), asked.compareTo(wait) > 0 ? asked : wait);
                metrics.count(carrier.channel(), "failed");
            }
            case Delivery.Failed failed -> bury(carrier, taken, failed.reason());
            case Delivery.Refused(var reason) -> bury(carrier, taken, reason);
        }
    }

    private void bury(Carrier carrier, Queue.Taken taken, String reason) {
        queue.dead(taken, reason);
        metrics.count(carrier.channel(), "dead");
        LOG.warnf(
                "event=notification_dead id=%s action=%s channel=%s endpoint=%s attempts=%d reason=%s",
                taken.id(), taken.action(), carrier.channel().id(), taken.endpoint(), taken.attempts(), reason);
    }
}
