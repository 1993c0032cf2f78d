package dev.approvalcopilot.support.inbox;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;

/**
 * One Kafka consumer from its opening to its first failure. Offsets are committed after the records' effects. A careful session
 * asks one partition at a time for one record, so that a failure names its place.
 */
final class ReadingSession implements ConsumerRebalanceListener, Waiting, AutoCloseable {

    private static final Logger LOG = Logger.getLogger(ReadingSession.class);

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration COMMIT_EVERY = Duration.ofSeconds(1);
    private static final Duration CAREFUL_FOR = Duration.ofSeconds(30);
    private static final Duration SETTLED = Duration.ofSeconds(5);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(3);
    private static final double CUT_OFF_SECONDS = 10;

    private final TopicReader reader;
    private final EventConsumer events;
    private final Unreadable unreadable;
    private final List<String> topics;
    private final boolean careful;
    private final long startedNanos = System.nanoTime();

    private final KafkaConsumer<String, byte[]> consumer;
    private final KafkaClientMetrics metrics;
    private final Map<TopicPartition, OffsetAndMetadata> done = new HashMap<>();
    private long committedNanos = System.nanoTime();
    private boolean holding;

    ReadingSession(
            TopicReader reader,
            EventConsumer events,
            Unreadable unreadable,
            MeterRegistry meters,
            Map<String, Object> settings,
            List<String> topics,
            boolean careful) {
        this.reader = reader;
        this.events = events;
        this.unreadable = unreadable;
        this.topics = topics;
        this.careful = careful;
        this.consumer = new KafkaConsumer<>(settings);
        this.metrics = new KafkaClientMetrics(consumer);
        metrics.bindTo(meters);
    }

    /** Returns when the service stops, or when a careful session has read all that was there, or for long enough. */
    void read() {
        consumer.subscribe(topics, this);
        if (careful) {
            readCarefully();
        } else {
            readAsItComes();
        }
    }

    private void readAsItComes() {
        while (reader.isRunning()) {
            handle(consumer.poll(POLL));
            if (since(startedNanos).compareTo(SETTLED) > 0) {
                reader.passed();
            }
        }
    }

    private void readCarefully() {
        boolean allRead = false;
        while (reader.isRunning() && !allRead && since(startedNanos).compareTo(CAREFUL_FOR) < 0) {
            if (consumer.assignment().isEmpty()) {
                handle(consumer.poll(POLL));
            } else {
                allRead = readOneByOne();
            }
        }
        reader.passed();
    }

    /** Stops waiting for the broker; from any thread. */
    void wakeUp() {
        consumer.wakeup();
    }

    /** Whether there is no connection to the broker, or one that does not answer; from any thread. */
    boolean isCutOff() {
        double connections = 0;
        double silent = 0;
        for (Metric metric : consumer.metrics().values()) {
            switch (metric.metricName().name()) {
                case "connection-count" -> connections += (double) metric.metricValue();
                case "last-heartbeat-seconds-ago" -> silent = (double) metric.metricValue();
                default -> {}
            }
        }
        return connections == 0 || silent > CUT_OFF_SECONDS;
    }

    /** Asks each partition alone that has something left. Returns whether none had. */
    private boolean readOneByOne() {
        boolean allRead = true;
        var ends = consumer.endOffsets(consumer.assignment());
        for (var partition : ends.keySet()) {
            if (consumer.assignment().contains(partition) && consumer.position(partition) < ends.get(partition)) {
                allRead = false;
                consumer.pause(consumer.assignment());
                consumer.resume(List.of(partition));
                handle(pollOne(partition));
            }
        }
        return allRead;
    }

    private ConsumerRecords<String, byte[]> pollOne(TopicPartition partition) {
        try {
            return consumer.poll(POLL);
        } catch (WakeupException | RetriableException | AuthenticationException | AuthorizationException e) {
            throw e;
        } catch (RuntimeException | Error e) {
            if (consumer.assignment().contains(partition)) {
                unreadable.failedAt(partition, consumer.position(partition, CLOSE_TIMEOUT), this);
                done.put(
                        partition,
                        new OffsetAndMetadata(
                                Math.max(unreadable.next(partition), consumer.position(partition, CLOSE_TIMEOUT))));
            }
            throw e;
        }
    }

    private void handle(ConsumerRecords<String, byte[]> records) {
        reader.turned();
        for (var record : records) {
            handle(record);
        }
        commitNowAndThen();
    }

    private void handle(ConsumerRecord<String, byte[]> record) {
        var partition = new TopicPartition(record.topic(), record.partition());
        if (!consumer.assignment().contains(partition)) {
            return;
        }
        events.consume(record, this);
        unreadable.readable(partition);
        done.put(partition, new OffsetAndMetadata(record.offset() + 1));
        reader.turned();
        commitNowAndThen();
    }

    @Override
    public void pause(Duration duration) {
        long end = System.nanoTime() + duration.toNanos();
        holding = true;
        var held = List.copyOf(consumer.assignment());
        consumer.pause(held);
        try {
            long left = duration.toNanos();
            do {
                if (!reader.isRunning()) {
                    throw new TopicReader.Stopping();
                }
                consumer.poll(Duration.ofNanos(left));
                reader.turned();
                left = end - System.nanoTime();
            } while (left > 0);
        } finally {
            holding = false;
            if (!careful) {
                consumer.resume(consumer.assignment());
            }
        }
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        // A careful session fetches nothing before it asks one partition alone: the poll that joins the group is
        // blameless.
        if (holding || careful) {
            consumer.pause(partitions);
        }
        for (var partition : partitions) {
            long next = unreadable.next(partition);
            if (next > 0 && consumer.position(partition) < next) {
                consumer.seek(partition, next);
            }
        }
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        commit();
        done.keySet().removeAll(partitions);
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
        done.keySet().removeAll(partitions);
    }

    private void commitNowAndThen() {
        if (!done.isEmpty() && since(committedNanos).compareTo(COMMIT_EVERY) > 0) {
            committedNanos = System.nanoTime();
            consumer.commitAsync(Map.copyOf(done), (_, failure) -> {
                if (failure != null) {
                    LOG.debugf("event=offsets_not_committed cause=%s", failure);
                }
            });
            done.clear();
        }
    }

    /** Without it the records come again, and the inbox skips them. */
    private void commit() {
        try {
            if (!done.isEmpty()) {
                consumer.commitSync(done, CLOSE_TIMEOUT);
                done.clear();
            }
        } catch (KafkaException e) {
            LOG.debugf("event=offsets_not_committed cause=%s", e);
        }
    }

    @Override
    public void close() {
        metrics.close();
        commit();
        consumer.close(CloseOptions.timeout(CLOSE_TIMEOUT));
    }

    private static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }
}
