package dev.approvalcopilot.support.inbox;

import dev.approvalcopilot.contracts.event.EventLimits;
import dev.approvalcopilot.contracts.event.Service;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** The Kafka client's settings for reading. What is in memory at once is bounded by bytes and by records. */
final class ConsumerSettings {

    /** Bytes of one answer of one broker. While one is handled the next is fetched. */
    private static final int FETCH_BYTES = 2 << 20;

    private static final int RECORDS_AT_ONCE = 50;

    private ConsumerSettings() {}

    /**
     * @param broker address and login, from {@code kafka.*}
     * @param oneByOne whether each record is fetched from the client's buffer alone, so that a failure has one culprit
     */
    static Map<String, Object> of(Map<String, Object> broker, Service service, boolean oneByOne) {
        var settings = ofOneRecord(broker);
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, service.id());
        settings.put(ConsumerConfig.CLIENT_ID_CONFIG, service.id() + "-events");
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH_BYTES);
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, oneByOne ? 1 : RECORDS_AT_ONCE);
        // A killed service's partitions move on after 6 s instead of 45 s.
        settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 6_000);
        settings.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 2_000);
        settings.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, CooperativeStickyAssignor.class.getName());
        settings.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, 30_000);
        settings.put(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 2_000);
        return settings;
    }

    /** For reading single records by their place, outside every group. */
    static Map<String, Object> ofOneRecord(Map<String, Object> broker) {
        var settings = new HashMap<>(broker);
        settings.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, StringDeserializer.class);
        settings.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        // Offsets follow what was committed in the database. What is processed twice after a crash, the inbox skips.
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, EventLimits.RECORD_BYTES);
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1);
        return settings;
    }
}
