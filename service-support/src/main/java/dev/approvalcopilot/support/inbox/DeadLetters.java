package dev.approvalcopilot.support.inbox;

import dev.approvalcopilot.contracts.event.DeadLetter;
import dev.approvalcopilot.contracts.event.Service;
import dev.approvalcopilot.contracts.json.Digest;
import dev.approvalcopilot.support.outbox.Outbox;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Reports records that a service passes over: where each lies, its hash, and a reason from our own list. */
@ApplicationScoped
class DeadLetters {

    private static final Logger LOG = Logger.getLogger(DeadLetters.class);

    private final Inbox inbox;
    private final Outbox outbox;
    private final MeterRegistry meters;
    private final Service service;

    DeadLetters(
            Inbox inbox,
            Outbox outbox,
            MeterRegistry meters,
            @ConfigProperty(name = "copilot.service") Service service) {
        this.inbox = inbox;
        this.outbox = outbox;
        this.meters = meters;
        this.service = service;
    }

    /** Adds a dead letter to the current transaction, once a place in a topic. */
    void add(ConsumerRecord<String, byte[]> record, String reason) {
        var place = record.topic() + "/" + record.partition() + "/" + record.offset();
        if (!inbox.isNew(record.topic(), UUID.nameUUIDFromBytes(place.getBytes(StandardCharsets.UTF_8)))) {
            return;
        }
        var value = record.value() == null ? new byte[0] : record.value();
        outbox.add(new DeadLetter(
                service,
                reason,
                record.topic(),
                record.partition(),
                record.offset(),
                Digest.of(value),
                Instant.now().truncatedTo(ChronoUnit.MICROS)));
        meters.counter("inbox.dead.letters", "reason", reason).increment();
        LOG.warnf("event=dead_letter place=%s reason=%s", place, reason);
    }
}
