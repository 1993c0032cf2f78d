package dev.approvalcopilot.support.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.approvalcopilot.contracts.Ids;
import dev.approvalcopilot.contracts.event.ActionDecided;
import dev.approvalcopilot.contracts.event.ActionRef;
import dev.approvalcopilot.contracts.json.Digest;
import dev.approvalcopilot.local.testing.LocalStackResource;
import dev.approvalcopilot.support.testing.Broker;
import dev.approvalcopilot.support.testing.Events;
import dev.approvalcopilot.support.testing.OnLocalStack;
import dev.approvalcopilot.support.testing.ScriptedHandler;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No record stops a consumer: after each of these the next one is handled. */
@QuarkusTest
@OnLocalStack
class HostileRecordsTest {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final String DECIDED = "actions.decided.v1";
    private static final int BOMB_BYTES = 300 << 20;
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(90);

    @Inject
    ScriptedHandler handler;

    @Inject
    TopicReader reader;

    @Inject
    @Readiness
    InboxReadiness readiness;

    @Inject
    @Liveness
    InboxLiveness liveness;

    @Inject
    Jdbi jdbi;

    /** The broker's owner can allow what its settings refuse. The client then fails before any code of ours sees the record. */
    @Test
    void aRecordThatUnpacksToMoreThanTheMemoryIsLeftBehind() throws Exception {
        var before = event(Ids.next());
        var after = event(Ids.next());
        reader.stop(new ShutdownEvent());
        setTopic("compression.type", "producer");
        sendPacked(before, new ProducerRecord<>(DECIDED, 0, "bomb", new byte[BOMB_BYTES]), after);
        setTopic("compression.type", "uncompressed");

        var ballast = leaveFreeLessThan(BOMB_BYTES);
        reader.start(new StartupEvent());

        await().atMost(LONG_ENOUGH).until(() -> !handler.calls(after.key()).isEmpty());
        assertThat(handler.calls(before.key())).isNotEmpty();
        assertThat(ballast).isNotEmpty();
        assertThat(liveness.call().getStatus().name()).isEqualTo("UP");
        var letter = awaitLetter(new ProducerRecord<>(DECIDED, new byte[0]), "unreadable");
        assertThat(letter.get("topic_partition")).isEqualTo(0);
        await().untilAsserted(
                        () -> assertThat(readiness.call().getStatus().name()).isEqualTo("UP"));
    }

    private static List<byte[]> leaveFreeLessThan(int bytes) {
        System.gc();
        var runtime = Runtime.getRuntime();
        var ballast = new ArrayList<byte[]>();
        while (runtime.maxMemory() - runtime.totalMemory() + runtime.freeMemory() > bytes * 3L / 4) {
            ballast.add(new byte[256 << 10]);
        }
        return ballast;
    }

    /** 54000 is what PostgreSQL says of a value that no index holds; 99999 nobody has said yet. */
    @ParameterizedTest
    @ValueSource(strings = {"54000", "99999", "XX000"})
    void aRecordThatTheDatabaseRefusesForAReasonThatNobodyKnowsIsLeftBehind(String state) {
        var hopeless = Ids.next();
        handler.fail(hopeless.toString(), _ -> new IllegalStateException(new SQLException("", state)));
        var sent = event(hopeless);

        Broker.send("approval", List.of(sent));

        awaitLetter(sent, "handler_failed");
        stillReads();
    }

    @Test
    void aRecordThatOverflowsTheStackIsLeftBehind() {
        var hopeless = Ids.next();
        handler.fail(hopeless.toString(), _ -> {
            throw new StackOverflowError();
        });
        var sent = event(hopeless);

        Broker.send("approval", List.of(sent));

        awaitLetter(sent, "handler_failed");
        stillReads();
    }

    @Test
    void aPrincipalThatNoIndexHoldsNeverReachesTheHandler() {
        var action = Ids.next();
        var ref = new ActionRef(
                action, Digest.of(new byte[] {1}), Ids.next(), "auth0|" + "x".repeat(12_000), "planner", "slack.post");
        var sent = Events.fromApproval(Ids.next(), new ActionDecided.Expired(ref, NOON));

        Broker.send("approval", List.of(sent));

        awaitLetter(sent, "principal_too_long");
        await().untilAsserted(() -> assertThat(new String(
                        Broker.readAll("security.planner.v1").getLast().value(), StandardCharsets.UTF_8))
                .contains("event_beyond_limits"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"+294277-01-01T00:00:00Z", "-999999999-01-01T00:00:00Z", "2100-01-01T00:00:00Z"})
    void aTimeThatNoDatabaseHoldsIsRefused(String time) {
        var sent = event(Ids.next());
        Events.header(sent, "ce_time", time);

        Broker.send("approval", List.of(sent));

        awaitLetter(sent, "time_out_of_range");
    }

    @Test
    void aDeadLetterKeepsDigestSizeAndFirstBytesOfItsRecord() {
        var value = "x".repeat(400_000).getBytes(StandardCharsets.UTF_8);
        var sent = new ProducerRecord<>(DECIDED, "large", value);

        Broker.send("approval", List.of(sent));

        var letter = awaitLetter(sent, "missing_attribute");
        assertThat(letter.get("size")).isEqualTo(400_000);
        assertThat((byte[]) letter.get("head")).hasSize(256);
        assertThat(letter.get("state")).isEqualTo("OPEN");
    }

    private void stillReads() {
        var next = event(Ids.next());
        Broker.send("approval", List.of(next));
        await().until(() -> !handler.calls(next.key()).isEmpty());
        await().untilAsserted(
                        () -> assertThat(readiness.call().getStatus().name()).isEqualTo("UP"));
    }

    private Map<String, Object> awaitLetter(ProducerRecord<String, byte[]> sent, String reason) {
        var digest = Digest.of(sent.value());
        var letters = await().until(() -> letters(digest), found -> !found.isEmpty());
        assertThat(letters).hasSize(1);
        assertThat(letters.getFirst().get("reason")).isEqualTo(reason);
        return letters.getFirst();
    }

    private List<Map<String, Object>> letters(Digest digest) {
        return jdbi.withHandle(handle -> handle.createQuery("select * from dead_letter where digest = :digest")
                .bind("digest", digest)
                .mapToMap()
                .list());
    }

    private static ProducerRecord<String, byte[]> event(UUID action) {
        return Events.fromApproval(Ids.next(), Events.expired(action));
    }

    private static void setTopic(String key, String value) throws Exception {
        var topic = new ConfigResource(ConfigResource.Type.TOPIC, DECIDED);
        var set = new AlterConfigOp(new ConfigEntry(key, value), AlterConfigOp.OpType.SET);
        try (var admin = Admin.create(LocalStackResource.kafka("admin"))) {
            admin.incrementalAlterConfigs(Map.of(topic, List.of(set))).all().get();
        }
    }

    @SafeVarargs
    private static void sendPacked(ProducerRecord<String, byte[]>... records) throws Exception {
        var settings = new HashMap<>(LocalStackResource.kafka("admin"));
        settings.put("compression.type", "gzip");
        settings.put("max.request.size", 512 << 20);
        settings.put("buffer.memory", 1024 << 20);
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            for (var record : records) {
                producer.send(new ProducerRecord<>(record.topic(), 0, record.key(), record.value(), record.headers()))
                        .get();
            }
        }
    }
}
