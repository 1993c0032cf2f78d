package dev.approvalcopilot.local.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.approvalcopilot.contracts.event.Service;
import dev.approvalcopilot.contracts.event.Topic;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The access table, enforced by the broker: every user against every topic. */
class LocalKafkaTest {
    @TempDir
    static Path folder;

    static BrokerSettings settings;
    static LocalKafka broker;

    @BeforeAll
    static void start() throws Exception {
        settings = TestBroker.settings(folder);
        broker = LocalKafka.start(settings);
        try (var admin = TestBroker.producer(settings, KafkaLogin.ADMIN, true)) {
            for (var topic : Topic.values()) {
                TestBroker.send(admin, topic, "first");
            }
        }
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    static Stream<String> principals() {
        return TestBroker.principals().stream();
    }

    @ParameterizedTest
    @MethodSource("principals")
    void onlyTheWriterOfATopicWrites(String user) throws Exception {
        try (var producer = TestBroker.producer(settings, user, false)) {
            for (var topic : Topic.values()) {
                if (topic.writer().id().equals(user)) {
                    TestBroker.send(producer, topic, "by " + user);
                } else {
                    assertThatThrownBy(() -> TestBroker.send(producer, topic, "forged"))
                            .as("%s writes %s", user, topic.topicName())
                            .isInstanceOf(TopicAuthorizationException.class);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("principals")
    void onlyTheReadersOfATopicRead(String user) {
        try (var consumer = TestBroker.consumer(settings, user, user)) {
            for (var topic : Topic.values()) {
                if (mayRead(user, topic)) {
                    assertThat(TestBroker.firstValue(consumer, topic)).isEqualTo("first");
                } else {
                    assertThatThrownBy(() -> TestBroker.firstValue(consumer, topic))
                            .as("%s reads %s", user, topic.topicName())
                            .isInstanceOf(TopicAuthorizationException.class);
                }
            }
        }
    }

    @Test
    void theOperatorSeesEverythingButGrants() {
        assertThat(Stream.of(Topic.values()).filter(topic -> !mayRead(Topic.OPERATOR, topic)))
                .containsExactly(Topic.GRANTS_ISSUED);
    }

    @ParameterizedTest
    @MethodSource("principals")
    void nobodyCreatesDeletesOrAlters(String user) {
        var topic = Topic.ACTIONS_PROPOSED.topicName();
        var retention = new AlterConfigOp(new ConfigEntry("retention.ms", "1"), AlterConfigOp.OpType.SET);
        try (var admin = Admin.create(TestBroker.client(settings, user))) {
            assertRefused(() -> admin.createTopics(List.of(new NewTopic("own." + user, 1, (short) 1)))
                    .all()
                    .get());
            assertRefused(() -> admin.deleteTopics(List.of(topic)).all().get());
            assertRefused(() -> admin.incrementalAlterConfigs(
                            Map.of(new ConfigResource(ConfigResource.Type.TOPIC, topic), List.of(retention)))
                    .all()
                    .get());
            assertRefused(() ->
                    admin.createAcls(AccessTable.bindings().subList(0, 1)).all().get());
        }
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
    void aServiceMayNotJoinTheGroupOfAnother() {
        try (var consumer = TestBroker.consumer(settings, Service.RISK.id(), Service.AUDIT.id())) {
            consumer.subscribe(List.of(Topic.ACTIONS_PROPOSED.topicName()));
            assertThatThrownBy(() -> consumer.poll(Duration.ofSeconds(10)))
                    .isInstanceOf(GroupAuthorizationException.class);
        }
    }

    @Test
    void aWrongPasswordIsRefused() {
        var stranger = new KafkaLogin(settings.bootstrapServers(), Service.PLANNER.id(), "guessed");
        try (var admin = Admin.create(Map.copyOf(stranger.properties()))) {
            assertThatThrownBy(() -> admin.listTopics().names().get())
                    .hasCauseInstanceOf(SaslAuthenticationException.class);
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

    private static boolean mayRead(String user, Topic topic) {
        return user.equals(Topic.OPERATOR)
                ? topic.readableByOperator()
                : topic.readers().contains(Service.valueOf(user.toUpperCase(Locale.ROOT)));
    }

    private static void assertRefused(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(AuthorizationException.class);
    }
}
