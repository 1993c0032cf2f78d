package dev.approvalcopilot.support.inbox;

import dev.approvalcopilot.contracts.event.EventType;
import dev.approvalcopilot.support.correlation.Correlation;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * Takes the records of {@link TopicReader} one after the other. A record's offset is committed after this returned, so it
 * returns only when the record's effects are committed, or it was a duplicate, or its dead letter is. Whatever passes by
 * itself is waited for here, in place: readiness is down meanwhile, and nothing overtakes. Everything else is the record's own
 * fault after some tries.
 */
@ApplicationScoped
class EventConsumer {

    private static final Logger LOG = Logger.getLogger(EventConsumer.class);

    private final EventHandler handler;
    private final Inbox inbox;
    private final DeadLetters deadLetters;
    private final InboxConfig config;
    private final MeterRegistry meters;

    private volatile boolean waiting;

    EventConsumer(
            EventHandler handler, Inbox inbox, DeadLetters deadLetters, InboxConfig config, MeterRegistry meters) {
        this.handler = handler;
        this.inbox = inbox;
        this.deadLetters = deadLetters;
        this.config = config;
        this.meters = meters;
    }

    /** Returns when nothing is left to do with the record. */
    void consume(ConsumerRecord<String, byte[]> record, Waiting waits) {
        read(record, waits)
                .ifPresent(event -> Correlation.within(event.correlationId(), () -> deliver(event, record, waits)));
    }

    /** Reports a record that the Kafka client could not hand out. */
    void leaveBehind(TopicPartition partition, long offset, Waiting waits) {
        bury(new ConsumerRecord<>(partition.topic(), partition.partition(), offset, null, null), "unreadable", waits);
    }

    /** Whether a record waits for database or broker to come back. */
    boolean isWaiting() {
        return waiting;
    }

    /**
     * Handles a record that was left behind before, once more and once only, in one transaction with what the caller adds.
     *
     * @param ordered runs first; false where the record is no longer to be handled, and then nothing was done
     * @throws Unprocessable with the reason why it still cannot be taken
     */
    void replay(ConsumerRecord<String, byte[]> record, BooleanSupplier ordered) {
        var event = EventReader.read(record);
        Correlation.within(
                event.correlationId(),
                () -> QuarkusTransaction.requiringNew().run(() -> {
                    if (ordered.getAsBoolean()) {
                        handleOnce(event);
                    }
                }));
    }

    private Optional<ReceivedEvent> read(ConsumerRecord<String, byte[]> record, Waiting waits) {
        try {
            return Optional.of(EventReader.read(record));
        } catch (Unprocessable e) {
            bury(record, e.reason(), waits);
        } catch (RuntimeException | Error e) {
            LOG.errorf("event=reading_failed topic=%s offset=%d cause=%s", record.topic(), record.offset(), e);
            bury(record, "unreadable", waits);
        }
        return Optional.empty();
    }

    private void deliver(ReceivedEvent event, ConsumerRecord<String, byte[]> record, Waiting waits) {
        int ownFailures = 0;
        for (int attempt = 1; ; attempt++) {
            try {
                QuarkusTransaction.requiringNew().run(() -> handleOnce(event));
                waiting = false;
                return;
            } catch (Unprocessable e) {
                bury(record, e.reason(), waits);
                return;
            } catch (TopicReader.Stopping e) {
                throw e;
            } catch (RuntimeException | Error e) {
                if (FailureKind.of(e) == FailureKind.OWN && ++ownFailures >= config.attempts()) {
                    LOG.errorf(e, "event=handler_failed type=%s id=%s", event.type(), event.id());
                    bury(record, "handler_failed", waits);
                    return;
                }
                pause(attempt, e, waits);
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
    private void bury(ConsumerRecord<String, byte[]> record, String reason, Waiting waits) {
        for (int attempt = 1; ; attempt++) {
            try {
                QuarkusTransaction.requiringNew().run(() -> deadLetters.add(record, reason));
                waiting = false;
                return;
            } catch (RuntimeException e) {
                pause(attempt, e, waits);
            }
        }
    }

    private void pause(int attempt, Throwable failure, Waiting waits) {
        waiting = FailureKind.of(failure) == FailureKind.TRANSIENT;
        meters.counter("inbox.retries", "kind", waiting ? "transient" : "own").increment();
        if (attempt == 1) {
            LOG.warnf(failure, "event=event_retried");
        }
        waits.pause(pauseAfter(attempt));
    }

    private Duration pauseAfter(int attempt) {
        var doubled = config.firstPause().multipliedBy(1L << Math.min(attempt - 1, 20));
        return doubled.compareTo(config.longestPause()) < 0 ? doubled : config.longestPause();
    }
}
