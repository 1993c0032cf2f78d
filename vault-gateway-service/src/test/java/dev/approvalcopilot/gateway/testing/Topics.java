package dev.approvalcopilot.gateway.testing;

import com.fasterxml.jackson.databind.JsonNode;
import dev.approvalcopilot.contracts.Ids;
import dev.approvalcopilot.contracts.event.Event;
import dev.approvalcopilot.contracts.event.EventType;
import dev.approvalcopilot.contracts.event.Topic;
import dev.approvalcopilot.contracts.json.Json;
import dev.approvalcopilot.local.testing.LocalStackResource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The broker from outside: what the approval-service writes, and everything that anybody can read. */
public final class Topics implements AutoCloseable {

    private final KafkaProducer<String, byte[]> approval = new KafkaProducer<>(
            LocalStackResource.kafka("approval"), new StringSerializer(), new ByteArraySerializer());
    private final KafkaConsumer<String, byte[]> reader = new KafkaConsumer<>(
            withoutGroup(LocalStackResource.kafka("admin")), new StringDeserializer(), new ByteArrayDeserializer());
    private final List<ConsumerRecord<String, byte[]>> seen = new ArrayList<>();

    /** Reads what is written from now on. */
    public Topics() {
        var partitions = new ArrayList<TopicPartition>();
        for (var topic : Topic.values()) {
            for (int partition = 0; partition < topic.partitions(); partition++) {
                partitions.add(new TopicPartition(topic.topicName(), partition));
            }
        }
        reader.assign(partitions);
        reader.seekToEnd(partitions);
        partitions.forEach(reader::position);
    }

    private static Map<String, Object> withoutGroup(Map<String, Object> login) {
        var settings = new HashMap<>(login);
        settings.put("enable.auto.commit", false);
        return settings;
    }

    /** As the approval-service's outbox sends it. @return the event's id */
    public UUID send(Event event) {
        var id = Ids.next();
        send(event, id);
        return id;
    }

    public void send(Event event, UUID id) {
        try {
            send(event.key(), Json.MAPPER.writeValueAsBytes(event), id);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An event about something else in the partition of an action, behind all that was sent about that. */
    public void sendBehind(UUID action, Event event) {
        var topic = Topic.GRANTS_ISSUED;
        int partition = BuiltInPartitioner.partitionForKey(
                action.toString().getBytes(StandardCharsets.UTF_8), topic.partitions());
        try {
            var value = Json.MAPPER.writeValueAsBytes(event);
            send(new ProducerRecord<>(topic.topicName(), partition, event.key(), value), Ids.next());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Any value in the envelope of a grant. */
    public void send(String key, byte[] value, UUID id) {
        send(new ProducerRecord<>(Topic.GRANTS_ISSUED.topicName(), key, value), id);
    }

    private void send(ProducerRecord<String, byte[]> record, UUID id) {
        var headers = record.headers();
        add(headers, "content-type", "application/json");
        add(headers, "ce_specversion", "1.0");
        add(headers, "ce_id", id.toString());
        add(headers, "ce_source", "/approval");
        add(headers, "ce_type", EventType.GRANT_ISSUED.type());
        add(headers, "ce_subject", record.key());
        add(headers, "ce_time", Instant.now().toString());
        add(headers, "ce_correlationid", "test-" + id);
        approval.send(record);
        approval.flush();
    }

    private static void add(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }

    /** Types of what was said about an action, or another key, since the beginning of the test, in order, without the common prefix. */
    public List<String> types(Topic topic, Object key) {
        return of(topic, key).stream()
                .map(record -> header(record, "ce_type")
                        .replace("dev.approvalcopilot.", "")
                        .replace(".v1", ""))
                .toList();
    }

    /** The data of the last event about an action. */
    public JsonNode last(Topic topic, Object key) {
        try {
            return Json.MAPPER.readTree(of(topic, key).getLast().value());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String lastHeader(Topic topic, Object key, String name) {
        return header(of(topic, key).getLast(), name);
    }

    /** Everything that was written to any topic, headers included. */
    public List<String> everything() {
        read();
        return seen.stream()
                .map(record -> record.topic() + " " + record.headers() + " "
                        + new String(record.value(), StandardCharsets.UTF_8))
                .toList();
    }

    private List<ConsumerRecord<String, byte[]>> of(Topic topic, Object key) {
        read();
        return seen.stream()
                .filter(record -> record.topic().equals(topic.topicName())
                        && key.toString().equals(record.key()))
                .toList();
    }

    private void read() {
        reader.poll(Duration.ofMillis(100)).forEach(seen::add);
    }

    private static String header(ConsumerRecord<String, byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        approval.close();
        reader.close();
    }
}
