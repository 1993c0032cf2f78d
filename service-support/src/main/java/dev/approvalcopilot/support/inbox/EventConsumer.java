package dev.approvalcopilot.support.inbox;

import dev.approvalcopilot.contracts.event.EventType;
import dev.approvalcopilot.support.correlation.Correlation;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/**
 * Takes the records of channel {@code events} one after the other. A record's offset is committed after this returned, so it
 * returns only when the record's effects are committed, or it was a duplicate, or its dead letter is. Whatever passes by
 * itself is waited for here, in place: readiness is down meanwhile, and nothing overtakes.
 */
@ApplicationScoped
class EventConsumer {

    private static final Logger LOG = Logger.getLogger(EventConsumer.class);

    private final EventHandler handler;
    private final Inbox inbox;
    private final DeadLetters deadLetters;
    private final InboxConfig config;
    private final MeterRegistry meters;

    private final CountDownLatch stopping = new CountDownLatch(1);
    private volatile boolean waiting;

    EventConsumer(
            EventHandler handler, Inbox inbox, DeadLetters deadLetters, InboxConfig config, MeterRegistry meters) {
        this.handler = handler;
        this.inbox = inbox;
        this.deadLetters = deadLetters;
        this.config = config;
        this.meters = meters;
    }

    @Incoming("events")
    @Blocking
    void consume(ConsumerRecord<String, byte[]> record) {
        try {
            var event = EventReader.read(record);
            Correlation.within(event.correlationId(), () -> deliver(event, record));
        } catch (Unprocessable e) {
            bury(record, e.reason());
        }
    }

    void stop(@Observes ShutdownEvent event) {
        stopping.countDown();
    }

    /** Whether a record waits for database or broker to come back. */
    boolean isWaiting() {
        return waiting;
    }

    private void deliver(ReceivedEvent event, ConsumerRecord<String, byte[]> record) {
        int ownFailures = 0;
        for (int attempt = 1; ; attempt++) {
            try {
                QuarkusTransaction.requiringNew().run(() -> handleOnce(event));
                waiting = false;
                return;
            } catch (Unprocessable e) {
                bury(record, e.reason());
                return;
            } catch (RuntimeException e) {
                if (FailureKind.of(e) == FailureKind.OWN && ++ownFailures >= config.attempts()) {
                    LOG.errorf(e, "event=handler_failed type=%s id=%s", event.type(), event.id());
                    bury(record, "handler_failed");
                    return;
                }
                pause(attempt, e);
            }
        }
    }

    private void handleOnce(ReceivedEvent event) {
        var type = EventType.byName(event.type()).map(EventType::type).orElse("unknown");
        if (!inbox.isNew(event.topic(), UUID.fromString(event.id()))) {
            meters.counter("inbox.duplicates", "type", type).increment();
            return;
        }
        var sample = Timer.start(meters);
        handler.handle(event);
        sample.stop(meters.timer("inbox.handled", "type", type));
    }

    /** The dead letter has a transaction of its own: that of the handler is rolled back. */
    private void bury(ConsumerRecord<String, byte[]> record, String reason) {
        for (int attempt = 1; ; attempt++) {
            try {
                QuarkusTransaction.requiringNew().run(() -> deadLetters.add(record, reason));
                waiting = false;
                return;
            } catch (RuntimeException e) {
                pause(attempt, e);
            }
        }
    }

    private void pause(int attempt, RuntimeException failure) {
        waiting = FailureKind.of(failure) == FailureKind.TRANSIENT;
        meters.counter("inbox.retries", "kind", waiting ? "transient" : "own").increment();
        if (attempt == 1) {
            LOG.warnf(failure, "event=event_retried");
        }
        try {
            if (stopping.await(pauseAfter(attempt).toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("stopping; the record comes again after the start");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted; the record comes again after the start", e);
        }
    }

    private Duration pauseAfter(int attempt) {
        var doubled = config.firstPause().multipliedBy(1L << Math.min(attempt - 1, 20));
        return doubled.compareTo(config.longestPause()) < 0 ? doubled : config.longestPause();
    }
}
