package dev.approvalcopilot.planner.testing;

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
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The approval-service and the gateway as the planner meets them: events on the real broker, under their own logins. */
public final class OtherServices {

    private OtherServices() {}

    /** Sends under a new event id. */
    public static void send(Service writer, Event event) {
        send(writer, Ids.next(), event);
    }

    public static void send(Service writer, UUID eventId, Event event) {
        try (var producer =
                new KafkaProducer<>(login(writer.id()), new StringSerializer(), new ByteArraySerializer())) {
            producer.send(record(writer, eventId, event)).get(10, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Everything of one type that lies on a topic under a key, as the operator reads it. */
    public static <E extends Event> List<E> read(Topic topic, String key, Class<E> type) {
        return read(topic, key::equals, type);
    }

    /** The same, under whatever key. */
    public static <E extends Event> List<E> read(Topic topic, Class<E> type) {
        return read(topic, _ -> true, type);
    }

    private static <E extends Event> List<E> read(Topic topic, Predicate<String> key, Class<E> type) {
        var found = new ArrayList<E>();
        try (var consumer =
                new KafkaConsumer<>(login("operator"), new StringDeserializer(), new ByteArrayDeserializer())) {
            var partitions = consumer.partitionsFor(topic.topicName()).stream()
                    .map(p -> new TopicPartition(topic.topicName(), p.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
                for (var record : consumer.poll(Duration.ofMillis(100))) {
                    if (key.test(record.key())) {
                        found.add(Json.MAPPER.readValue(record.value(), type));
                    }
                }
            }
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ProducerRecord<String, byte[]> record(Service writer, UUID eventId, Event event) {
        try {
            var type = EventType.of(event);
            var record = new ProducerRecord<>(
                    type.topicFor(writer).topicName(), event.key(), Json.MAPPER.writeValueAsBytes(event));
            var headers = Map.of(
                    "content-type",
                    "application/json",
                    "ce_specversion",
                    "1.0",
                    "ce_id",
                    eventId.toString(),
                    "ce_source",
                    "/" + writer.id(),
                    "ce_type",
                    type.type(),
                    "ce_subject",
                    event.key(),
                    "ce_time",
                    Instant.now().toString(),
                    "ce_correlationid",
                    "test-" + eventId);
            headers.forEach((name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
            return record;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, Object> login(String user) {
        return new HashMap<>(LocalStackResource.kafka(user));
    }
}
