package dev.approvalcopilot.local.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.approvalcopilot.contracts.event.Topic;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnsupportedSaslMechanismException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Who may write and read which topic: every principal tries both at every topic of a real broker. The table stands
 * here a second time, by hand, so that a slip in {@link Topic} is seen too. Groups and administration:
 * {@link AccessToGroupsTest}, {@link AdministrationTest}.
 */
@Tag("stack")
class AccessMatrixTest {
    private static final String TABLE = """
            topic                     planner  risk  approval  gateway  audit  operator
            runs.requested.v1         R        -     W         -        R      R
            runs.changed.v1           W        -     R         -        R      R
            actions.proposed.v1       W        R     -         -        R      R
            actions.edited.v1         R        R     W         -        R      R
            actions.classified.v1     -        W     R         -        R      R
            actions.decided.v1        R        -     W         -        R      R
            people.changed.v1         -        -     W         -        R      R
            grants.issued.v1          -        -     W         R        R      -
            actions.executed.v1       R        -     R         W        R      R
            halts.v1                  R        -     R         W        R      R
            security.planner.v1       W        -     -         -        R      R
            security.risk.v1          -        W     -         -        R      R
            security.approval.v1      -        -     W         -        R      R
            security.gateway.v1       -        -     -         W        R      R
            security.audit.v1         -        -     -         -        WR     R
            dead-letters.planner.v1   W        -     -         -        R      R
            dead-letters.risk.v1      -        W     -         -        R      R
            dead-letters.approval.v1  -        -     W         -        R      R
            dead-letters.gateway.v1   -        -     -         W        R      R
            dead-letters.audit.v1     -        -     -         -        WR     R
            """;

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

    @Test
    void theTableNamesEveryTopic() {
        assertThat(rows().keySet())
                .as("a topic of Topic that has no row here")
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(Topic.values()).map(Topic::topicName).toList());
    }

    @ParameterizedTest
    @MethodSource("principals")
    void aPrincipalWritesAndReadsWhatItsColumnSaysAndNothingElse(String user) throws Exception {
        var tried = new TreeMap<String, String>();
        try (var producer = TestBroker.producer(settings, user, false);
                var consumer = TestBroker.consumer(settings, user, user)) {
            for (var topic : Topic.values()) {
                var cell = (permitted(() -> TestBroker.send(producer, topic, "by " + user)) ? "W" : "")
                        + (permitted(() -> assertThat(TestBroker.firstValue(consumer, topic))
                                        .isEqualTo("first"))
                                ? "R"
                                : "");
                tried.put(topic.topicName(), cell.isEmpty() ? "-" : cell);
            }
        }
        assertThat(tried).isEqualTo(column(user));
    }

    @ParameterizedTest
    @MethodSource("principals")
    void aPrincipalSeesTheNamesOfItsOwnTopicsOnly(String user) throws Exception {
        try (var admin = Admin.create(TestBroker.client(settings, user))) {
            assertThat(admin.listTopics().names().get()).isEqualTo(touched(user));
        }
    }

    @Test
    void whoDoesNotLogInGetsNoAnswer() {
        var anonymous = TestBroker.client(settings, KafkaLogin.ADMIN);
        anonymous.keySet().removeIf(key -> key.startsWith("sasl."));
        anonymous.put("security.protocol", "PLAINTEXT");
        anonymous.put("request.timeout.ms", 1_000);
        anonymous.put("default.api.timeout.ms", 2_000);
        try (var admin = Admin.create(anonymous)) {
            assertThatThrownBy(() -> admin.listTopics().names().get()).hasCauseInstanceOf(TimeoutException.class);
        }
    }

    @Test
    void aNameThatNobodyMadeAndAnEmptyPasswordAreRefused() {
        for (var login : List.of(
                new KafkaLogin(settings.bootstrapServers(), "ANONYMOUS", "x"),
                new KafkaLogin(settings.bootstrapServers(), "planner", "guessed"),
                new KafkaLogin(settings.bootstrapServers(), KafkaLogin.ADMIN, ""))) {
            try (var admin = Admin.create(Map.copyOf(login.properties()))) {
                assertThatThrownBy(() -> admin.listTopics().names().get())
                        .as(login.toString())
                        .hasCauseInstanceOf(SaslAuthenticationException.class);
            }
        }
    }

    /** PLAIN would show the password to whoever listens. */
    @Test
    void anotherMechanismThanScramIsRefused() {
        var plain = TestBroker.client(settings, "planner");
        plain.put("sasl.mechanism", "PLAIN");
        plain.put("sasl.jaas.config", plainLogin("planner", "password-of-planner"));
        try (var admin = Admin.create(plain)) {
            assertThatThrownBy(() -> admin.listTopics().names().get())
                    .hasCauseInstanceOf(UnsupportedSaslMechanismException.class);
        }
    }

    @ParameterizedTest
    @MethodSource("principals")
    void theControllerKnowsNobodyButTheBroker(String user) {
        var controller = TestBroker.client(settings, user);
        controller.remove("bootstrap.servers");
        controller.put("bootstrap.controllers", "127.0.0.1:" + settings.controllerPort());
        controller.put("sasl.mechanism", "PLAIN");
        controller.put("sasl.jaas.config", plainLogin(user, "password-of-" + user));
        try (var admin = Admin.create(controller)) {
            assertThatThrownBy(() -> admin.describeMetadataQuorum().quorumInfo().get())
                    .hasCauseInstanceOf(SaslAuthenticationException.class);
        }
    }

    private static String plainLogin(String user, String password) {
        return KafkaLogin.jaas("org.apache.kafka.common.security.plain.PlainLoginModule", user, password, List.of());
    }

    private interface Attempt {
        void run() throws Exception;
    }

    private static boolean permitted(Attempt attempt) throws Exception {
        try {
            attempt.run();
            return true;
        } catch (TopicAuthorizationException _) {
            return false;
        }
    }

    private static Set<String> touched(String user) {
        return column(user).entrySet().stream()
                .filter(row -> !row.getValue().equals("-"))
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static TreeMap<String, String> column(String user) {
        int index = List.of(TABLE.lines().findFirst().orElseThrow().split(" +")).indexOf(user);
        var column = new TreeMap<String, String>();
        rows().forEach((topic, cells) -> column.put(topic, cells.get(index)));
        return column;
    }

    private static TreeMap<String, List<String>> rows() {
        var rows = new TreeMap<String, List<String>>();
        TABLE.lines().skip(1).map(line -> List.of(line.split(" +"))).forEach(row -> rows.put(row.getFirst(), row));
        return rows;
    }
}
