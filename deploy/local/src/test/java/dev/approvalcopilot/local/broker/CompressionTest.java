package dev.approvalcopilot.local.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.approvalcopilot.contracts.event.Topic;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a broker does with compressed records: no reader of ours ever has to unpack one. */
@Tag("stack")
class CompressionTest {

    @TempDir
    static Path folder;

    static BrokerSettings settings;
    static LocalKafka broker;

    @BeforeAll
    static void start() throws Exception {
        settings = TestBroker.settings(folder);
        broker = LocalKafka.start(settings);
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "zstd", "lz4", "snappy"})
    void refusesARecordThatIsSmallOnlyWhileItIsPacked(String compression) throws Exception {
        var topic = Topic.ACTIONS_PROPOSED.topicName();

        assertThatThrownBy(() -> send(topic, compression, new byte[20 << 20]))
                .hasCauseInstanceOf(RecordTooLargeException.class);
        assertThat(read(topic)).isEmpty();
    }

    @Test
    void storesUnpackedWhatArrivedPacked() throws Exception {
        var topic = Topic.ACTIONS_EDITED.topicName();

        send(topic, "gzip", new byte[100_000]);

        assertThat(read(topic)).containsExactly(100_000);
    }

    @Test
    void bringsATopicThatWasMadeEarlierToTheSettingsOfToday() throws Exception {
        var resource = new ConfigResource(ConfigResource.Type.TOPIC, Topic.RUNS_CHANGED.topicName());
        try (var admin =
                Admin.create(Map.copyOf(settings.login(KafkaLogin.ADMIN).properties()))) {
            var found = admin.describeConfigs(List.of(resource)).all().get().get(resource);

            assertThat(found.get("compression.type").value()).isEqualTo("uncompressed");
        }
    }

    private static void send(String topic, String compression, byte[] value) throws Exception {
        var client = TestBroker.client(settings, KafkaLogin.ADMIN);
        client.put("compression.type", compression);
        client.put("max.request.size", 64 << 20);
        client.put("buffer.memory", 128 << 20);
        try (var producer = new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topic, 0, null, value)).get();
        }
    }

    private static List<Integer> read(String topic) {
        var partition = new TopicPartition(topic, 0);
        var client = TestBroker.client(settings, KafkaLogin.ADMIN);
        try (var consumer = new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            var sizes = new java.util.ArrayList<Integer>();
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofMillis(100)).forEach(record -> sizes.add(record.value().length));
            }
            return sizes;
        }
    }
}
