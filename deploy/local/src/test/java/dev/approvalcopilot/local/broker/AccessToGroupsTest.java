package dev.approvalcopilot.local.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.approvalcopilot.contracts.event.Topic;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every principal at every consumer group, its own and the others'. Whoever joined the group of another, or moved its
 * offsets, could keep events from it.
 */
@Tag("stack")
class AccessToGroupsTest {
    private static final String NOBODYS = "nobodys";

    @TempDir
    static Path folder;

    static BrokerSettings settings;
    static LocalKafka broker;

    @BeforeAll
    static void start() throws Exception {
        settings = TestBroker.settings(folder);
        broker = LocalKafka.start(settings);
        for (var user : TestBroker.principals()) {
            try (var consumer = TestBroker.consumer(settings, user, user)) {
                consumer.commitSync(offset(partitionOf(user), 7));
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
    void joinsItsOwnGroupAndNoOther(String user) {
        for (var group : groups()) {
            try (var consumer = TestBroker.consumer(settings, user, group)) {
                consumer.subscribe(List.of(partitionOf(user).topic()));
                judge(user, group, () -> poll(consumer));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("principals")
    void commitsInItsOwnGroupAndNoOther(String user) {
        for (var group : groups()) {
            try (var consumer = TestBroker.consumer(settings, user, group)) {
                consumer.assign(List.of(partitionOf(user)));
                judge(user, group, () -> consumer.commitSync(offset(partitionOf(user), 7)));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("principals")
    void readsTheOffsetsAndMembersOfItsOwnGroupAndNoOther(String user) {
        try (var admin = Admin.create(TestBroker.client(settings, user))) {
            for (var group : groups()) {
                judge(
                        user,
                        group,
                        () -> admin.listConsumerGroupOffsets(group)
                                .partitionsToOffsetAndMetadata()
                                .get());
                judge(
                        user,
                        group,
                        () -> admin.describeClassicGroups(List.of(group)).all().get());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("principals")
    void movesTheOffsetsOfNoOtherGroup(String user) throws Exception {
        try (var admin = Admin.create(TestBroker.client(settings, user))) {
            for (var group : groups()) {
                judge(
                        user,
                        group,
                        () -> admin.alterConsumerGroupOffsets(group, offset(partitionOf(user), 7))
                                .all()
                                .get());
            }
        }
        for (var group : TestBroker.principals()) {
            try (var admin = Admin.create(TestBroker.client(settings, KafkaLogin.ADMIN))) {
                assertThat(admin.listConsumerGroupOffsets(group)
                                .partitionsToOffsetAndMetadata()
                                .get())
                        .isEqualTo(offset(partitionOf(group), 7));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("principals")
    void deletesNoGroupNotEvenItsOwn(String user) {
        try (var admin = Admin.create(TestBroker.client(settings, user))) {
            for (var group : groups()) {
                assertThatThrownBy(() ->
                                admin.deleteConsumerGroups(List.of(group)).all().get())
                        .as("%s deletes %s", user, group)
                        .hasCauseInstanceOf(GroupAuthorizationException.class);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("principals")
    void seesTheNameOfItsOwnGroupOnly(String user) throws Exception {
        try (var admin = Admin.create(TestBroker.client(settings, user))) {
            assertThat(admin.listGroups().all().get())
                    .extracting(group -> group.groupId())
                    .containsExactly(user);
        }
    }

    /** Until the group has given it partitions, or refused. */
    private static void poll(Consumer<String, String> consumer) {
        var end = Instant.now().plusSeconds(20);
        while (consumer.assignment().isEmpty() && Instant.now().isBefore(end)) {
            consumer.poll(Duration.ofMillis(100));
        }
        assertThat(consumer.assignment()).isNotEmpty();
    }

    private static List<String> groups() {
        return Stream.concat(TestBroker.principals().stream(), Stream.of(NOBODYS))
                .toList();
    }

    private static void judge(String user, String group, ThrowingCallable attempt) {
        if (group.equals(user)) {
            assertThatCode(attempt).as("%s in its own group", user).doesNotThrowAnyException();
        } else {
            assertThatThrownBy(attempt)
                    .as("%s in the group of %s", user, group)
                    .satisfiesAnyOf(
                            problem -> assertThat(problem).isInstanceOf(GroupAuthorizationException.class),
                            problem -> assertThat(problem).hasCauseInstanceOf(GroupAuthorizationException.class));
        }
    }

    /** The first partition of some topic that this user reads: the group alone decides. */
    private static TopicPartition partitionOf(String user) {
        return new TopicPartition(
                switch (user) {
                    case "gateway" -> Topic.GRANTS_ISSUED.topicName();
                    case "planner", "approval", "audit", "operator" -> Topic.ACTIONS_EXECUTED.topicName();
                    case "risk" -> Topic.ACTIONS_PROPOSED.topicName();
                    default -> throw new IllegalArgumentException(user);
                },
                0);
    }

    private static Map<TopicPartition, OffsetAndMetadata> offset(TopicPartition partition, long offset) {
        return Map.of(partition, new OffsetAndMetadata(offset));
    }
}
