package dev.approvalcopilot.local.broker;

import dev.approvalcopilot.contracts.event.Service;
import dev.approvalcopilot.contracts.event.Topic;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** A broker in a folder, and what one user can do with it. */
final class TestBroker {
    private TestBroker() {}

    static List<String> principals() {
        return Stream.concat(Stream.of(Service.values()).map(Service::id), Stream.of(Topic.OPERATOR))
                .toList();
    }

    static BrokerSettings settings(Path folder) throws IOException {
        var passwords = Stream.concat(principals().stream(), Stream.of(KafkaLogin.ADMIN, KafkaLogin.BROKER))
                .collect(Collectors.toMap(user -> user, user -> "password-of-" + user));
        return new BrokerSettings(folder.resolve("kafka"), freePort(), freePort(), passwords);
    }

    static Map<String, Object> client(BrokerSettings settings, String user) {
        var properties = new TreeMap<String, Object>(settings.login(user).properties());
        properties.put("request.timeout.ms", 10_000);
        properties.put("default.api.timeout.ms", 10_000);
        properties.put("max.block.ms", 10_000);
        return properties;
    }

    static KafkaProducer<String, String> producer(BrokerSettings settings, String user, boolean idempotent) {
        var properties = client(settings, user);
        properties.put("enable.idempotence", idempotent);
        properties.put("linger.ms", 0);
        return new KafkaProducer<>(properties, new StringSerializer(), new StringSerializer());
    }

    static KafkaConsumer<String, String> consumer(BrokerSettings settings, String user, String group) {
        var properties = client(settings, user);
        properties.put("group.id", group);
        properties.put("auto.offset.reset", "earliest");
        properties.put("enable.auto.commit", false);
        properties.put("fetch.max.wait.ms", 20);
        return new KafkaConsumer<>(properties, new StringDeserializer(), new StringDeserializer());
    }

    /** Sends to the first partition, so that {@link #firstValue} finds it. */
    static void send(KafkaProducer<String, String> producer, Topic topic, String value) throws Exception {
        try {
            producer.send(new ProducerRecord<>(topic.topicName(), 0, "key", value))
                    .get();
        } catch (ExecutionException e) {
            throw (Exception) e.getCause();
        }
    }

    static String firstValue(KafkaConsumer<String, String> consumer, Topic topic) {
        var partition = new TopicPartition(topic.topicName(), 0);
        consumer.assign(List.of(partition));
        consumer.seekToBeginning(List.of(partition));
        for (var record : consumer.poll(Duration.ofSeconds(10))) {
            return record.value();
        }
        throw new AssertionError("nothing in " + topic.topicName());
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
