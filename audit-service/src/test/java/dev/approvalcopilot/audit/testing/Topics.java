package dev.approvalcopilot.audit.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.approvalcopilot.contracts.Ids;
import dev.approvalcopilot.contracts.event.Event;
import dev.approvalcopilot.contracts.event.EventType;
import dev.approvalcopilot.contracts.event.Service;
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
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The broker, seen by other services. */
public final class Topics {

    private Topics() {}

    /** Sends the whole life of an action, in order. */
    public static Story tell(Story story) {
        send(Service.PLANNER, story.runStarted());
        send(Service.PLANNER, story.proposed());
        send(Service.RISK, story.classified());
        send(Service.APPROVAL, story.pending());
        send(Service.APPROVAL, story.approved());
        send(Service.APPROVAL, story.granted());
        send(Service.GATEWAY, story.succeeded());
        return story;
    }

    /** Sends as the service that writes the topic. */
    public static void send(Service writer, Event event) {
        send(writer, event, Ids.next());
    }

    /** Sends under a given event id. */
    public static void send(Service writer, Event event, UUID eventId) {
        var type = EventType.of(event);
        try {
            send(
                    writer,
                    type.topicFor(writer),
                    type.type(),
                    event.key(),
                    Json.MAPPER.writeValueAsBytes(event),
                    eventId);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends any bytes. */
    public static void send(Service writer, Topic topic, String type, String key, byte[] value, UUID eventId) {
        var sent = new ProducerRecord<>(topic.topicName(), key, value);
        Map.of(
                        "content-type",
                        "application/json",
                        "ce_specversion",
                        "1.0",
                        "ce_id",
                        eventId.toString(),
                        "ce_source",
                        "/" + writer.id(),
                        "ce_type",
                        type,
                        "ce_subject",
                        key,
                        "ce_time",
                        Instant.now().toString())
                .forEach((name, text) -> sent.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
        var settings = new HashMap<>(LocalStackResource.kafka(writer.id()));
        settings.put("acks", "all");
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            producer.send(sent);
        }
    }

    /** All events of one type under one key, as far as the topic has them now. */
    public static <E extends Event> List<E> read(Topic topic, String key, Class<E> type) {
        return records(topic).stream()
                .filter(record -> key.equals(record.key()))
                .map(record -> parse(record.value(), type))
                .toList();
    }

    /** All records of a topic, as far as it has them now. */
    public static List<ConsumerRecord<String, byte[]>> records(Topic topic) {
        var settings = new HashMap<>(LocalStackResource.kafka("admin"));
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            var partitions = consumer.partitionsFor(topic.topicName()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            var found = new ArrayList<ConsumerRecord<String, byte[]>>();
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(200)).forEach(found::add);
            }
            return found;
        }
    }

    private static <E extends Event> E parse(byte[] value, Class<E> type) {
        try {
            return Json.MAPPER.readValue(value, type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
