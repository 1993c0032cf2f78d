package dev.approvalcopilot.system.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.approvalcopilot.contracts.Ids;
import dev.approvalcopilot.contracts.event.EventType;
import dev.approvalcopilot.contracts.event.Topic;
import dev.approvalcopilot.contracts.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Records as a service's outbox relay writes them, from anybody's hand. */
public final class CloudEvents {
    private CloudEvents() {}

    /** @param data an event's record, or a tree of its shape */
    public static ProducerRecord<String, byte[]> of(Topic topic, String key, EventType type, Object data) {
        var record = new ProducerRecord<>(topic.topicName(), key, bytes(data));
        Map.of(
                        "content-type",
                        "application/json",
                        "ce_specversion",
                        "1.0",
                        "ce_id",
                        Ids.next().toString(),
                        "ce_source",
                        "/" + topic.writer().id(),
                        "ce_type",
                        type.type(),
                        "ce_subject",
                        key,
                        "ce_time",
                        Instant.now().toString(),
                        "ce_correlationid",
                        Ids.next().toString())
                .forEach((name, value) -> header(record, name, value));
        return record;
    }

    /** The same once more, under a new event id. */
    public static ProducerRecord<String, byte[]> again(ProducerRecord<String, byte[]> record) {
        var again = new ProducerRecord<>(record.topic(), null, record.key(), record.value(), record.headers());
        header(again, "ce_id", Ids.next().toString());
        return again;
    }

    public static void header(ProducerRecord<String, byte[]> event, String name, String value) {
        event.headers().remove(name).add(name, value.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] bytes(Object data) {
        try {
            return Json.MAPPER.writeValueAsBytes(data);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
