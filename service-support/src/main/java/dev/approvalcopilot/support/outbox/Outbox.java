package dev.approvalcopilot.support.outbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.approvalcopilot.contracts.Ids;
import dev.approvalcopilot.contracts.event.Event;
import dev.approvalcopilot.contracts.event.EventLimits;
import dev.approvalcopilot.contracts.event.EventType;
import dev.approvalcopilot.contracts.event.Service;
import dev.approvalcopilot.contracts.json.Json;
import dev.approvalcopilot.support.correlation.Correlation;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Jdbi;

/**
 * Where a service says what happened. The event is a row in the caller's transaction, and leaves for Kafka when that has
 * committed: CloudEvents 1.0 in binary mode (attributes as {@code ce_*} headers, JSON as the value), key and topic from the
 * contracts.
 */
@ApplicationScoped
public class Outbox {

    private static final Logger LOG = Logger.getLogger(Outbox.class);

    private final Jdbi jdbi;
    private final TransactionSynchronizationRegistry transaction;
    private final OutboxRelay relay;
    private final OutboxConfig config;
    private final Service service;

    Outbox(
            Jdbi jdbi,
            TransactionSynchronizationRegistry transaction,
            OutboxRelay relay,
            OutboxConfig config,
            @ConfigProperty(name = "copilot.service") Service service) {
        this.jdbi = jdbi;
        this.transaction = transaction;
        this.relay = relay;
        this.config = config;
        this.service = service;
    }

    /**
     * Adds an event to the current transaction.
     *
     * @throws IllegalStateException outside a transaction, for a topic that is not this service's, or beyond {@link EventLimits}
     */
    public void add(Event event) {
        if (transaction.getTransactionStatus() != Status.STATUS_ACTIVE) {
            throw new IllegalStateException("an event needs the transaction of the change that it reports");
        }
        var type = EventType.of(event);
        var topic = type.topicFor(service);
        if (topic.writer() != service) {
            throw new IllegalStateException(service.id() + " does not write " + topic.topicName());
        }
        EventLimits.violation(event).ifPresent(violation -> {
            throw new IllegalStateException(type.type() + ": " + violation);
        });
        var id = Ids.next();
        var value = write(type, event);
        jdbi.useHandle(handle ->
                OutboxTable.insert(handle, id, topic.topicName(), event.key(), headers(id, type, event), value));
        nudgeAfterCommit();
    }

    private Map<String, String> headers(UUID id, EventType type, Event event) {
        return Map.of(
                "content-type", "application/json",
                "ce_specversion", "1.0",
                "ce_id", id.toString(),
                "ce_source", "/" + service.id(),
                "ce_type", type.type(),
                "ce_subject", event.key(),
                "ce_time", Instant.now().truncatedTo(ChronoUnit.MICROS).toString(),
                "ce_correlationid", Correlation.current());
    }

    private static byte[] write(EventType type, Event event) {
        try {
            var value = Json.MAPPER.writeValueAsBytes(event);
            if (value.length > EventLimits.EVENT_BYTES) {
                throw new IllegalStateException(type.type() + " has " + value.length + " bytes");
            }
            return value;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(type.type() + " is not JSON", e);
        }
    }

    private void nudgeAfterCommit() {
        if (transaction.getResource(Outbox.class) == null) {
            transaction.putResource(Outbox.class, Boolean.TRUE);
            transaction.registerInterposedSynchronization(new Nudge(relay));
        }
    }

    @Scheduled(every = "1h", delayed = "2m", concurrentExecution = ConcurrentExecution.SKIP)
    void purge() {
        int rows = jdbi.withHandle(handle -> OutboxTable.purge(handle, config.keepSent()));
        LOG.infof("event=outbox_purged rows=%d", rows);
    }

    private record Nudge(OutboxRelay relay) implements Synchronization {
        @Override
        public void beforeCompletion() {}

        @Override
        public void afterCompletion(int status) {
            if (status == Status.STATUS_COMMITTED) {
                relay.nudge();
            }
        }
    }
}
