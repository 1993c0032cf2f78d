package dev.approvalcopilot.audit.intake;

import dev.approvalcopilot.audit.entry.Arrivals;
import dev.approvalcopilot.audit.entry.Entries;
import dev.approvalcopilot.contracts.event.EventType;
import dev.approvalcopilot.support.inbox.EventHandler;
import dev.approvalcopilot.support.inbox.ReceivedEvent;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.time.Duration;
import java.time.Instant;
import org.jboss.logging.Logger;

/** Takes every topic that this service may read and writes an entry for each event. */
@ApplicationScoped
class AuditedEvents implements EventHandler {

    private static final Logger LOG = Logger.getLogger(AuditedEvents.class);

    private final Entries entries;
    private final Arrivals arrivals;
    private final TransactionSynchronizationRegistry transaction;
    private final MeterRegistry meters;
    private final Timer lag;

    AuditedEvents(
            Entries entries, Arrivals arrivals, TransactionSynchronizationRegistry transaction, MeterRegistry meters) {
        this.entries = entries;
        this.arrivals = arrivals;
        this.transaction = transaction;
        this.meters = meters;
        this.lag = Timer.builder("audit.lag")
                .description("From when a service says something happened to when it is in the log")
                .publishPercentileHistogram()
                .register(meters);
    }

    @Override
    public void handle(ReceivedEvent event) {
        var about = Subject.of(event, entries::known);
        if (!entries.append(event, about)) {
            LOG.warnf("event=recorded_before topic=%s id=%s", event.topic(), event.id());
            return;
        }
        transaction.registerInterposedSynchronization(new AfterCommit(event));
    }

    private void committed(ReceivedEvent event) {
        arrivals.announce();
        var type = EventType.byName(event.type()).map(EventType::type).orElse("unknown");
        meters.counter("audit.entries", "topic", event.topic(), "type", type).increment();
        var waited = Duration.between(event.time(), Instant.now());
        lag.record(waited.isNegative() ? Duration.ZERO : waited);
    }

    private final class AfterCommit implements Synchronization {

        private final ReceivedEvent event;

        AfterCommit(ReceivedEvent event) {
            this.event = event;
        }

        @Override
        public void beforeCompletion() {}

        @Override
        public void afterCompletion(int status) {
            if (status == Status.STATUS_COMMITTED) {
                committed(event);
            }
        }
    }
}
