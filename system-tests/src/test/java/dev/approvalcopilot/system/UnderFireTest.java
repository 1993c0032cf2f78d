package dev.approvalcopilot.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvalcopilot.contracts.Ids;
import dev.approvalcopilot.contracts.event.ActionProposed;
import dev.approvalcopilot.contracts.event.EventType;
import dev.approvalcopilot.contracts.event.Service;
import dev.approvalcopilot.contracts.event.Topic;
import dev.approvalcopilot.contracts.json.CanonicalBytes;
import dev.approvalcopilot.contracts.json.Json;
import dev.approvalcopilot.local.auth0.LocalTenant;
import dev.approvalcopilot.local.broker.KafkaLogin;
import dev.approvalcopilot.local.client.KillSwitch;
import dev.approvalcopilot.local.client.State;
import dev.approvalcopilot.local.client.Verdict;
import dev.approvalcopilot.system.testing.CloudEvents;
import dev.approvalcopilot.system.testing.Product;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Hostile records cost their sender, nobody else, and the kill switch outlives the rest. The services' heap here is smaller than
 * the one that {@code k8s/base} gives them. In an installation of its own: what is done to it here would fail other tests.
 */
@Tag("stack")
class UnderFireTest {

    private static final String POST = "slack.post_message";
    private static final Duration AT_ONCE = Duration.ofSeconds(1);
    private static final Duration LIMIT = Duration.ofSeconds(90);

    /** More than the gateway's heap. */
    private static final int BOMB_BYTES = 300 << 20;

    private static final int FLOOD = 250;

    private static Product product;
    private static KillSwitch olga;

    @BeforeAll
    static void start() {
        product = Product.start();
        olga = new KillSwitch(product.installation(), product.person("olga"));
        olga.halts();
    }

    @AfterAll
    static void stop() throws Exception {
        product.close();
    }

    @Test
    void theKillSwitchAnswersWithinASecondWhileARecordTakesTheMemory() throws Exception {
        setTopic("compression.type", "producer");
        sendPacked();
        setTopic("compression.type", "uncompressed");

        var slowest = Duration.ZERO;
        var end = Instant.now().plus(LIMIT);
        while (deadLetters() == 0 && Instant.now().isBefore(end)) {
            slowest = longer(slowest, timeToAnswer());
        }

        assertThat(deadLetters()).isEqualTo(1);
        assertThat(slowest).isLessThan(AT_ONCE);
        assertThat(approved("after the bomb")).isEqualTo(State.SUCCEEDED);
    }

    @Test
    void theKillSwitchAnswersWithinASecondWhileGrantsAreStuckInTheDatabase() throws Exception {
        try (var connection = DriverManager.getConnection(
                        product.installation().jdbcUrl(Service.GATEWAY),
                        Service.GATEWAY.id(),
                        product.installation().secrets().databasePassword(Service.GATEWAY));
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("lock table ledger in access exclusive mode");
            approve("stuck for a while");
            Awaitility.await().atMost(LIMIT).until(() -> waitingForTheLedger() > 0);

            assertThat(timeToAnswer()).isLessThan(AT_ONCE);
            var before = Instant.now();
            olga.halt("tool:github.delete_repository", "a rehearsal");
            assertThat(Duration.between(before, Instant.now())).isLessThan(AT_ONCE);
            connection.rollback();
        }
    }

    /** Each is as large as the broker takes; their rationales fill the memory if anybody keeps them. */
    @Test
    void aFloodOfLargeProposalsStopsNobodysWork() throws Exception {
        var rationale = "x".repeat(480_000);
        var bytes = CanonicalBytes.of(Json.MAPPER.createObjectNode().put("no", "action"));
        for (int i = 0; i < FLOOD; i++) {
            var id = Ids.next();
            var proposal = new ActionProposed(id, bytes, rationale, Map.of(), Instant.now());
            product.broker()
                    .send(
                            CloudEvents.of(Topic.ACTIONS_PROPOSED, id.toString(), EventType.ACTION_PROPOSED, proposal),
                            Service.PLANNER);
        }

        assertThat(approved("after the flood")).isEqualTo(State.SUCCEEDED);
        Awaitility.await()
                .atMost(LIMIT)
                .untilAsserted(() -> assertThat(product.databases()
                                .count(
                                        Service.RISK,
                                        "select count(*) from dead_letter where reason = 'rationale_too_long'"))
                        .isEqualTo(FLOOD));
        Awaitility.await()
                .atMost(LIMIT)
                .untilAsserted(() -> assertThat(product.databases()
                                .count(
                                        Service.AUDIT,
                                        "select count(*) from audit_entry where length(data::text) > 480000"))
                        .isEqualTo(FLOOD));
    }

    @Test
    void aLogOfLargeEntriesIsExportedToItsEnd() throws Exception {
        var run = Ids.next();
        try (var connection = DriverManager.getConnection(
                        product.installation().jdbcUrl(Service.AUDIT),
                        Service.AUDIT.id(),
                        product.installation().secrets().databasePassword(Service.AUDIT));
                var statement = connection.prepareStatement("""
                        insert into audit_entry
                          (event_id, type, source, topic, topic_partition, topic_offset, subject, run, principal, time,
                           correlation_id, data, value)
                        select gen_random_uuid(), 'dev.approvalcopilot.action.proposed.v1', '/planner', 'actions.proposed.v1', 0,
                               n, 'x', ?, 'auth0|ada', now(), 'x',
                               json_build_object('rationale', repeat('x', 900000)), 'sha-256:' || repeat('A', 43)
                        from generate_series(1, ?) as n""")) {
            statement.setObject(1, run);
            statement.setInt(2, FLOOD);
            statement.executeUpdate();
        }
        var export = HttpRequest.newBuilder(
                        URI.create(product.installation().address(Service.AUDIT) + "/api/audit/export?run=" + run))
                .header("Authorization", "Bearer " + product.person("ada").token(LocalTenant.AUDIT, "audit:read"))
                .build();

        try (var client = HttpClient.newHttpClient();
                var lines = client.send(export, BodyHandlers.ofLines()).body()) {
            var ends = lines.map(line -> line.substring(Math.max(0, line.length() - 40)))
                    .toList();
            assertThat(ends).hasSize(FLOOD + 1);
            assertThat(ends.getLast()).contains("\"more\":false");
        }
    }

    private static long waitingForTheLedger() throws Exception {
        return product.databases().count(Service.GATEWAY, "select count(*) from pg_locks where not granted");
    }

    private static long deadLetters() throws Exception {
        return product.databases().count(Service.GATEWAY, "select count(*) from dead_letter");
    }

    private static Duration timeToAnswer() {
        var before = Instant.now();
        olga.halts();
        return Duration.between(before, Instant.now());
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    private static State approved(String words) {
        var action = approve(words);
        var ada = product.as("ada");
        Awaitility.await().atMost(LIMIT).until(() -> ada.action(action).state() == State.SUCCEEDED);
        return ada.action(action).state();
    }

    private static UUID approve(String words) {
        var ada = product.as("ada");
        var action = product.held(
                ada, ada.startRun("post '" + words + "' to #general").id(), POST);
        assertThat(ada.approve(action)).isInstanceOf(Verdict.Decided.class);
        return action.id();
    }

    private static void setTopic(String key, String value) throws Exception {
        var topic = new ConfigResource(ConfigResource.Type.TOPIC, Topic.GRANTS_ISSUED.topicName());
        var set = new AlterConfigOp(new ConfigEntry(key, value), AlterConfigOp.OpType.SET);
        try (var admin = Admin.create(login())) {
            admin.incrementalAlterConfigs(Map.of(topic, List.of(set))).all().get();
        }
    }

    private static void sendPacked() throws Exception {
        var settings = login();
        settings.put("compression.type", "gzip");
        settings.put("max.request.size", 2 * BOMB_BYTES);
        settings.put("buffer.memory", 3L * BOMB_BYTES);
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(Topic.GRANTS_ISSUED.topicName(), "bomb", new byte[BOMB_BYTES]))
                    .get();
        }
    }

    private static Map<String, Object> login() {
        return new HashMap<>(product.installation().kafkaLogin(KafkaLogin.ADMIN).properties());
    }
}
