package dev.approvalcopilot.approval.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.approvalcopilot.contracts.Ids;
import dev.approvalcopilot.contracts.event.Event;
import dev.approvalcopilot.contracts.event.EventType;
import dev.approvalcopilot.contracts.event.SecurityEvent;
import dev.approvalcopilot.contracts.event.Service;
import dev.approvalcopilot.contracts.event.Topic;
import dev.approvalcopilot.contracts.json.Json;
import dev.approvalcopilot.local.testing.LocalStackResource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;

/** Says what other services would say, with their credentials, and reads what this one says. */
public final class Topics {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final List<Topic> READ = List.of(
            Topic.ACTIONS_DECIDED,
            Topic.ACTIONS_EDITED,
            Topic.PEOPLE_CHANGED,
            Topic.RUNS_REQUESTED,
            Topic.GRANTS_ISSUED,
            Topic.SECURITY_APPROVAL,
            Topic.DEAD_LETTERS_APPROVAL);
    private static final Map<Service, KafkaProducer<String, byte[]>> PRODUCERS = new HashMap<>();
    private static final List<Event> SEEN = new CopyOnWriteArrayList<>();
    private static boolean reading;

    private Topics() {}

    /** Sends an event as its topic's writer. @return the event's id */
    public static UUID send(Event event) {
        return send(event, Ids.next());
    }

    /** The same with a given id, as in a second delivery. */
    public static UUID send(Event event, UUID eventId) {
        var type = EventType.of(event);
        var topic = type.topicFor(Service.APPROVAL);
        try {
            var message = new ProducerRecord<>(topic.topicName(), event.key(), Json.MAPPER.writeValueAsBytes(event));
            Map.of(
                            "content-type", "application/json",
                            "ce_specversion", "1.0",
                            "ce_id", eventId.toString(),
                            "ce_source", "/" + topic.writer().id(),
                            "ce_type", type.type(),
                            "ce_subject", event.key(),
                            "ce_time", Instant.now().toString())
                    .forEach((name, value) -> message.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
            var producer = producer(topic.writer());
            producer.send(message);
            producer.flush();
            return eventId;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What this service has said about an action or run, of one kind. */
    public static <T extends Event> Stream<T> seen(UUID key, Class<T> kind) {
        startReading();
        return SEEN.stream()
                .filter(e -> e.key().equals(key.toString()))
                .filter(kind::isInstance)
                .map(kind::cast);
    }

    /** The same, of whatever key. */
    public static <T extends Event> Stream<T> all(Class<T> kind) {
        startReading();
        return SEEN.stream().filter(kind::isInstance).map(kind::cast);
    }

    /** Waits for the first of a kind. */
    public static <T extends Event> T await1(UUID key, Class<T> kind) {
        return Awaitility.await("a " + kind.getSimpleName())
                .atMost(Duration.ofSeconds(20))
                .until(() -> seen(key, kind).findFirst(), Optional::isPresent)
                .orElseThrow();
    }

    /** Waits for an event of whatever key. */
    public static <T extends Event> T await(Class<T> kind, Predicate<T> which) {
        return Awaitility.await("a " + kind.getSimpleName())
                .atMost(Duration.ofSeconds(20))
                .until(() -> all(kind).filter(which).findFirst(), Optional::isPresent)
                .orElseThrow();
    }

    /** Waits for a security event of that code. */
    public static void awaitCode(UUID subject, String code) {
        Awaitility.await("the security event " + code)
                .atMost(Duration.ofSeconds(20))
                .until(() -> seen(subject, SecurityEvent.class)
                        .anyMatch(event -> event.code().equals(code)));
    }

    private static synchronized KafkaProducer<String, byte[]> producer(Service writer) {
        return PRODUCERS.computeIfAbsent(
                writer,
                w -> new KafkaProducer<>(
                        new HashMap<>(LocalStackResource.kafka(w.id())),
                        new StringSerializer(),
                        new ByteArraySerializer()));
    }

    private static synchronized void startReading() {
        if (!reading) {
            reading = true;
            Thread.ofPlatform().daemon().name("topics").start(Topics::read);
        }
    }

    private static void read() {
        var config = new HashMap<>(LocalStackResource.kafka("admin"));
        config.put("enable.auto.commit", "false");
        try (var consumer = new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer())) {
            var partitions = READ.stream()
                    .flatMap(topic -> consumer.partitionsFor(topic.topicName()).stream())
                    .map(p -> new TopicPartition(p.topic(), p.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (true) {
                for (var message : consumer.poll(POLL)) {
                    SEEN.add(event(message));
                }
            }
        }
    }

    private static Event event(ConsumerRecord<String, byte[]> message) {
        var type = new String(message.headers().lastHeader("ce_type").value(), StandardCharsets.UTF_8);
        try {
            return Json.MAPPER.readValue(
                    message.value(), EventType.byName(type).orElseThrow().record());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
