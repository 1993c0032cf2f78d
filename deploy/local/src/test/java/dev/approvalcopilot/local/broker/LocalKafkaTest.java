package dev.approvalcopilot.local.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.approvalcopilot.contracts.event.Service;
import dev.approvalcopilot.contracts.event.Topic;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The broker as every service needs it. What it refuses: {@link AccessMatrixTest} and its neighbours. */
@Tag("stack")
class LocalKafkaTest {
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
    @EnumSource
    void aServiceProducesWithIdempotence(Service service) {
        try (var producer = TestBroker.producer(settings, service.id(), true)) {
            assertThatCode(() -> TestBroker.send(producer, Topic.security(service), "x"))
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void nothingIsKeptLongerThanSevenDays() throws Exception {
        try (var admin = Admin.create(TestBroker.client(settings, KafkaLogin.ADMIN))) {
            for (var topic : Topic.values()) {
                var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic.topicName());
                var config =
                        admin.describeConfigs(List.of(resource)).all().get().get(resource);
                var oldest = Duration.ofMillis(
                        Long.parseLong(config.get("retention.ms").value())
                                + Long.parseLong(config.get("segment.ms").value()));
                assertThat(topic.compacted() || oldest.compareTo(Duration.ofDays(7)) <= 0)
                        .as(topic.topicName())
                        .isTrue();
            }
        }
    }

    @Test
    void aRestartKeepsRecordsAndPasswords(@TempDir Path other) throws Exception {
        var own = TestBroker.settings(other);
        try (var _ = LocalKafka.start(own);
                var producer = TestBroker.producer(own, Service.PLANNER.id(), true)) {
            TestBroker.send(producer, Topic.ACTIONS_PROPOSED, "before");
        }
        try (var _ = LocalKafka.start(own);
                var consumer = TestBroker.consumer(own, Service.RISK.id(), Service.RISK.id())) {
            assertThat(TestBroker.firstValue(consumer, Topic.ACTIONS_PROPOSED)).isEqualTo("before");
        }
    }
}
