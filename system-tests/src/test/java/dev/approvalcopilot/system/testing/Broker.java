package dev.approvalcopilot.system.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.approvalcopilot.contracts.event.Service;
import dev.approvalcopilot.contracts.event.Topic;
import dev.approvalcopilot.local.broker.KafkaLogin;
import dev.approvalcopilot.local.stack.Installation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The broker, with the credentials of the services as a thief would have them. */
public final class Broker implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Installation installation;
    private final Map<String, KafkaProducer<String, byte[]>> producers = new ConcurrentHashMap<>();

    Broker(Installation installation) {
        this.installation = installation;
    }

    /** All that lies in some topics. */
    public List<ConsumerRecord<String, byte[]>> read(Collection<Topic> topics) {
        try (var consumer =
                new KafkaConsumer<>(login(KafkaLogin.ADMIN), new StringDeserializer(), new ByteArrayDeserializer())) {
            var partitions = topics.stream()
                    .flatMap(topic -> consumer.partitionsFor(topic.topicName()).stream())
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            var records = new ArrayList<ConsumerRecord<String, byte[]>>();
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
            }
            return records;
        }
    }

    /** The one record of a key in a topic. */
    public ConsumerRecord<String, byte[]> only(Topic topic, String key) {
        var found = read(List.of(topic)).stream()
                .filter(candidate -> key.equals(candidate.key()))
                .toList();
        assertThat(found).hasSize(1);
        return found.getFirst();
    }

    /** Sends as the topic's writer. */
    public RecordMetadata send(ProducerRecord<String, byte[]> event, Service writer) {
        return send(event, writer.id());
    }

    /** Sends as somebody to whom every topic is open. */
    public RecordMetadata sendAsOwner(ProducerRecord<String, byte[]> event) {
        return send(event, KafkaLogin.ADMIN);
    }

    private RecordMetadata send(ProducerRecord<String, byte[]> event, String user) {
        try {
            return producers
                    .computeIfAbsent(
                            user,
                            _ -> new KafkaProducer<>(login(user), new StringSerializer(), new ByteArraySerializer()))
                    .send(event)
                    .get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Waits until a service has dealt with a record and said so. */
    public void awaitConsumed(Service reader, RecordMetadata sent) {
        var partition = new TopicPartition(sent.topic(), sent.partition());
        try (var admin = Admin.create(login(KafkaLogin.ADMIN))) {
            await().atMost(PATIENCE).until(() -> {
                var offsets = admin.listConsumerGroupOffsets(reader.id())
                        .partitionsToOffsetAndMetadata()
                        .get();
                var committed = offsets.get(partition);
                return committed != null && committed.offset() > sent.offset();
            });
        }
    }

    /** The services whose group keeps a place in the topic of a record. */
    public List<Service> readersOf(RecordMetadata sent) {
        var partition = new TopicPartition(sent.topic(), sent.partition());
        try (var admin = Admin.create(login(KafkaLogin.ADMIN))) {
            var readers = new ArrayList<Service>();
            for (var service : Service.values()) {
                var offsets = admin.listConsumerGroupOffsets(service.id())
                        .partitionsToOffsetAndMetadata()
                        .get();
                if (offsets.containsKey(partition)) {
                    readers.add(service);
                }
            }
            return readers;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** How many processes of a service share its topics and have their part. */
    public long members(Service reader) {
        try (var admin = Admin.create(login(KafkaLogin.ADMIN))) {
            return admin
                    .describeConsumerGroups(List.of(reader.id()))
                    .describedGroups()
                    .get(reader.id())
                    .get()
                    .members()
                    .stream()
                    .filter(member -> !member.assignment().topicPartitions().isEmpty())
                    .count();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        producers.values().forEach(KafkaProducer::close);
    }

    private Map<String, Object> login(String user) {
        return new HashMap<>(installation.kafkaLogin(user).properties());
    }
}
