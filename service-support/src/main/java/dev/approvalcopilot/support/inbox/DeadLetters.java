package dev.approvalcopilot.support.inbox;

import dev.approvalcopilot.contracts.Ids;
import dev.approvalcopilot.contracts.event.DeadLetter;
import dev.approvalcopilot.contracts.event.SecurityEvent;
import dev.approvalcopilot.contracts.event.Service;
import dev.approvalcopilot.contracts.event.Topic;
import dev.approvalcopilot.contracts.json.Digest;
import dev.approvalcopilot.support.outbox.Outbox;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Jdbi;

/** Reports records that a service passes over: where each lies, its hash, and a reason from our own list. */
@ApplicationScoped
class DeadLetters {

    private static final Logger LOG = Logger.getLogger(DeadLetters.class);

    private static final int HEAD_BYTES = 256;

    private final Jdbi jdbi;
    private final Outbox outbox;
    private final MeterRegistry meters;
    private final Service service;

    DeadLetters(
            Jdbi jdbi, Outbox outbox, MeterRegistry meters, @ConfigProperty(name = "copilot.service") Service service) {
        this.jdbi = jdbi;
        this.outbox = outbox;
        this.meters = meters;
        this.service = service;
    }

    /** Adds a dead letter to the current transaction, once a place in a topic. */
    void add(ConsumerRecord<String, byte[]> record, String reason) {
        var place = record.topic() + "/" + record.partition() + "/" + record.offset();
        var value = record.value() == null ? new byte[0] : record.value();
        var digest = Digest.of(value);
        if (!isNew(record, reason, digest, value)) {
            return;
        }
        var now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        outbox.add(new DeadLetter(
                service, reason, record.topic(), record.partition(), record.offset(), digest, value.length, now));
        if (Unprocessable.isBeyondLimits(reason)) {
            outbox.add(new SecurityEvent(
                    service,
                    "event_beyond_limits",
                    "A record with a member that no writer of ours makes: it was not taken, see the dead letters.",
                    Ids.next(),
                    null,
                    now));
        }
        meters.counter("inbox.dead.letters", "reason", reason).increment();
        LOG.warnf("event=dead_letter place=%s reason=%s", place, reason);
    }

    private boolean isNew(ConsumerRecord<String, byte[]> record, String reason, Digest digest, byte[] value) {
        boolean mayHoldEvidence = record.topic().equals(Topic.GRANTS_ISSUED.topicName());
        return jdbi.withHandle(handle -> handle.createUpdate("""
                                insert into dead_letter
                                  (topic, topic_partition, topic_offset, reason, digest, size, head)
                                values (:topic, :partition, :offset, :reason, :digest, :size, :head)
                                on conflict do nothing""")
                        .bind("topic", record.topic())
                        .bind("partition", record.partition())
                        .bind("offset", record.offset())
                        .bind("reason", reason)
                        .bind("digest", digest)
                        .bind("size", value.length)
                        .bind("head", Arrays.copyOf(value, mayHoldEvidence ? 0 : Math.min(value.length, HEAD_BYTES)))
                        .execute())
                == 1;
    }
}
