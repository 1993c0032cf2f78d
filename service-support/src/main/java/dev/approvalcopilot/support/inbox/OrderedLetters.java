package dev.approvalcopilot.support.inbox;

import dev.approvalcopilot.contracts.event.DeadLetter;
import dev.approvalcopilot.contracts.event.Service;
import dev.approvalcopilot.contracts.json.Digest;
import dev.approvalcopilot.support.outbox.Outbox;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Jdbi;

/**
 * Does what an operator ordered of dead letters (table {@code dead_letter}). A replay reads the record at its place on its topic
 * and takes it as if it came now: nothing is written to the topic, which has one writer, and the inbox still counts each event
 * once. What was done is said on the topic of dead letters, and so stands in the audit log. Replicas may come upon the same
 * order: whoever settles it first holds the row until the end of the transaction, and the others find nothing left to do.
 */
@ApplicationScoped
class OrderedLetters {

    private static final Logger LOG = Logger.getLogger(OrderedLetters.class);

    private static final int AT_ONCE = 20;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Jdbi jdbi;
    private final EventConsumer events;
    private final Outbox outbox;
    private final Map<String, Object> broker;
    private final Service service;

    OrderedLetters(
            Jdbi jdbi,
            EventConsumer events,
            Outbox outbox,
            @Identifier("default-kafka-broker") Map<String, Object> broker,
            @ConfigProperty(name = "copilot.service") Service service) {
        this.jdbi = jdbi;
        this.events = events;
        this.outbox = outbox;
        this.broker = broker;
        this.service = service;
    }

    /** A letter on which an operator ordered something. */
    record Ordered(String topic, int topicPartition, long topicOffset, Digest digest, int size, String state) {}

    @Scheduled(every = "2s", delayed = "5s", concurrentExecution = ConcurrentExecution.SKIP)
    void carryOut() {
        ordered().forEach(this::carryOut);
    }

    void carryOut(Ordered letter) {
        if (letter.state().equals("DROP")) {
            QuarkusTransaction.requiringNew().run(() -> settle(letter, "DROPPED", "dropped"));
        } else {
            replay(letter);
        }
    }

    List<Ordered> ordered() {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select topic, topic_partition, topic_offset, digest, size, state from dead_letter
                        where state in ('REPLAY', 'DROP') order by ordered_at limit :limit""")
                .bind("limit", AT_ONCE)
                .mapTo(Ordered.class)
                .list());
    }

    private void replay(Ordered letter) {
        try {
            var record = find(letter).orElseThrow(() -> new Unprocessable("record_gone"));
            events.replay(record, () -> settle(letter, "REPLAYED", "replayed"));
        } catch (Unprocessable e) {
            failed(letter, e.reason());
        } catch (RuntimeException | Error e) {
            LOG.errorf(
                    e,
                    "event=replay_failed place=%s/%d/%d",
                    letter.topic(),
                    letter.topicPartition(),
                    letter.topicOffset());
            failed(letter, "handler_failed");
        }
    }

    /** The record at that place, if its topic keeps it still and it is the same one. */
    private Optional<ConsumerRecord<String, byte[]>> find(Ordered letter) {
        var partition = new TopicPartition(letter.topic(), letter.topicPartition());
        try (var consumer = new KafkaConsumer<String, byte[]>(ConsumerSettings.ofOneRecord(broker))) {
            consumer.assign(List.of(partition));
            if (consumer.beginningOffsets(List.of(partition)).get(partition) > letter.topicOffset()) {
                return Optional.empty();
            }
            consumer.seek(partition, letter.topicOffset());
            var end = Instant.now().plus(PATIENCE);
            while (Instant.now().isBefore(end)) {
                for (var record : consumer.poll(Duration.ofMillis(200))) {
                    return Optional.of(record).filter(found -> isThe(letter, found));
                }
            }
            return Optional.empty();
        }
    }

    private static boolean isThe(Ordered letter, ConsumerRecord<String, byte[]> found) {
        var value = found.value() == null ? new byte[0] : found.value();
        return found.offset() == letter.topicOffset()
                // Of one that could not be read nothing is known but its place.
                && (letter.size() == 0 || letter.digest().equals(Digest.of(value)));
    }

    /** In the transaction of what is done. @return false if somebody else has done it */
    private boolean settle(Ordered letter, String state, String reason) {
        if (!set(letter, state, null)) {
            return false;
        }
        outbox.add(new DeadLetter(
                service,
                reason,
                letter.topic(),
                letter.topicPartition(),
                letter.topicOffset(),
                letter.digest(),
                letter.size(),
                Instant.now().truncatedTo(ChronoUnit.MICROS)));
        LOG.infof(
                "event=dead_letter_taken place=%s/%d/%d what=%s",
                letter.topic(), letter.topicPartition(), letter.topicOffset(), reason);
        return true;
    }

    private void failed(Ordered letter, String failure) {
        set(letter, "OPEN", failure);
    }

    /** @return false if the order stands no more */
    private boolean set(Ordered letter, String state, String failure) {
        return jdbi.withHandle(handle -> handle.createUpdate("""
                        update dead_letter set state = :state, failure = :failure
                        where topic = :topic and topic_partition = :partition and topic_offset = :offset
                            and state = :ordered""")
                        .bind("state", state)
                        .bind("failure", failure)
                        .bind("topic", letter.topic())
                        .bind("partition", letter.topicPartition())
                        .bind("offset", letter.topicOffset())
                        .bind("ordered", letter.state())
                        .execute()
                == 1);
    }
}
