package dev.approvalcopilot.support.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.approvalcopilot.contracts.Ids;
import dev.approvalcopilot.contracts.json.Digest;
import dev.approvalcopilot.support.testing.Broker;
import dev.approvalcopilot.support.testing.Events;
import dev.approvalcopilot.support.testing.OnLocalStack;
import dev.approvalcopilot.support.testing.ScriptedHandler;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/** What operators order of dead letters. */
@QuarkusTest
@OnLocalStack
class OrderedLettersTest {

    @Inject
    ScriptedHandler handler;

    @Inject
    OrderedLetters letters;

    @Inject
    Jdbi jdbi;

    @Test
    void aReplayTakesTheRecordFromItsTopicOnce() {
        var action = Ids.next();
        var mended = new AtomicBoolean();
        handler.fail(action.toString(), _ -> mended.get() ? null : new IllegalStateException("a defect"));
        var sent = Events.fromApproval(Ids.next(), Events.expired(action));
        Broker.send("approval", List.of(sent));
        awaitState(sent, "OPEN");

        mended.set(true);
        order(sent, "REPLAY");
        letters.carryOut();
        order(sent, "REPLAY");
        letters.carryOut();

        assertThat(handler.calls(action.toString()))
                .filteredOn(ScriptedHandler.Call::succeeded)
                .hasSize(1);
        assertThat(state(sent)).isEqualTo("REPLAYED");
        await().untilAsserted(() -> assertThat(Broker.readAll("dead-letters.planner.v1"))
                .anyMatch(record -> {
                    var text = new String(record.value(), StandardCharsets.UTF_8);
                    return text.contains("\"replayed\"")
                            && text.contains(Digest.of(sent.value()).value());
                }));
    }

    @Test
    void aReplayThatFailsAgainLeavesTheLetterOpenAndSaysWhy() {
        var action = Ids.next();
        handler.fail(action.toString(), _ -> new Unprocessable("unknown_run"));
        var sent = Events.fromApproval(Ids.next(), Events.expired(action));
        Broker.send("approval", List.of(sent));
        awaitState(sent, "OPEN");

        order(sent, "REPLAY");
        letters.carryOut();

        assertThat(state(sent)).isEqualTo("OPEN");
        assertThat(column(sent, "failure")).isEqualTo("unknown_run");
    }

    @Test
    void whatIsDroppedIsNotTakenAnyMore() {
        var action = Ids.next();
        handler.fail(action.toString(), _ -> new Unprocessable("unknown_run"));
        var sent = Events.fromApproval(Ids.next(), Events.expired(action));
        Broker.send("approval", List.of(sent));
        awaitState(sent, "OPEN");
        int calls = handler.calls(action.toString()).size();

        order(sent, "DROP");
        letters.carryOut();

        assertThat(state(sent)).isEqualTo("DROPPED");
        assertThat(handler.calls(action.toString())).hasSize(calls);
    }

    /** Each has read the order before one of them carried it out. */
    @Test
    void ofTwoReplicasOneCarriesOutAnOrder() throws Exception {
        var action = Ids.next();
        var mended = new AtomicBoolean();
        handler.fail(action.toString(), _ -> mended.get() ? null : new IllegalStateException("a defect"));
        var replayed = Events.fromApproval(Ids.next(), Events.expired(action));
        var dropped = Events.fromApproval(Ids.next(), Events.expired(action));
        Broker.send("approval", List.of(replayed, dropped));
        awaitState(replayed, "OPEN");
        awaitState(dropped, "OPEN");
        mended.set(true);

        order(replayed, "REPLAY");
        order(dropped, "DROP");
        var seen = List.of(asRead(replayed, "REPLAY"), asRead(dropped, "DROP"));
        try (var replicas = Executors.newFixedThreadPool(2)) {
            var first = replicas.submit(() -> seen.forEach(letters::carryOut));
            var second = replicas.submit(() -> seen.forEach(letters::carryOut));
            first.get();
            second.get();
        }

        assertThat(handler.calls(action.toString()))
                .filteredOn(ScriptedHandler.Call::succeeded)
                .hasSize(1);
        assertThat(state(replayed)).isEqualTo("REPLAYED");
        assertThat(state(dropped)).isEqualTo("DROPPED");
        // Written after all of the others, and so told after them.
        var other = Ids.next();
        handler.fail(other.toString(), _ -> new Unprocessable("unknown_run"));
        var last = Events.fromApproval(Ids.next(), Events.expired(other));
        Broker.send("approval", List.of(last));
        awaitState(last, "OPEN");
        order(last, "DROP");
        letters.carryOut();
        await().untilAsserted(() -> assertThat(told(last, "dropped")).isOne());
        assertThat(told(replayed, "replayed")).isOne();
        assertThat(told(dropped, "dropped")).isOne();
    }

    /** How often the topic of dead letters says that of a letter. */
    private static long told(ProducerRecord<String, byte[]> letter, String what) {
        return Broker.readAll("dead-letters.planner.v1").stream()
                .map(record -> new String(record.value(), StandardCharsets.UTF_8))
                .filter(text -> text.contains("\"" + what + "\"")
                        && text.contains(Digest.of(letter.value()).value()))
                .count();
    }

    /** As a replica read it, whatever has become of it since. */
    private OrderedLetters.Ordered asRead(ProducerRecord<String, byte[]> sent, String state) {
        return new OrderedLetters.Ordered(
                column(sent, "topic"),
                Integer.parseInt(column(sent, "topic_partition")),
                Long.parseLong(column(sent, "topic_offset")),
                Digest.of(sent.value()),
                sent.value().length,
                state);
    }

    @Test
    void aReplicaThatFailsLateOpensNothingAgain() {
        var action = Ids.next();
        var sent = Events.fromApproval(Ids.next(), Events.expired(action));
        handler.fail(action.toString(), _ -> new Unprocessable("unknown_run"));
        Broker.send("approval", List.of(sent));
        awaitState(sent, "OPEN");
        var read = asRead(sent, "REPLAY");
        order(sent, "REPLAYED");

        letters.carryOut(new OrderedLetters.Ordered(
                read.topic(),
                read.topicPartition(),
                read.topicOffset(),
                Digest.of(new byte[] {1}),
                read.size(),
                read.state()));
        letters.carryOut(read);

        assertThat(state(sent)).isEqualTo("REPLAYED");
        assertThat(column(sent, "failure")).isNull();
    }

    private void awaitState(ProducerRecord<String, byte[]> sent, String state) {
        await().until(() -> state.equals(column(sent, "max(state)")));
    }

    private void order(ProducerRecord<String, byte[]> sent, String state) {
        jdbi.useHandle(handle -> handle.createUpdate(
                        "update dead_letter set state = :state, ordered_by = 'olga', ordered_at = now() where digest = :digest")
                .bind("state", state)
                .bind("digest", Digest.of(sent.value()))
                .execute());
    }

    private String state(ProducerRecord<String, byte[]> sent) {
        return column(sent, "state");
    }

    private String column(ProducerRecord<String, byte[]> sent, String column) {
        return jdbi.withHandle(
                handle -> handle.createQuery("select " + column + " from dead_letter where digest = :digest")
                        .bind("digest", Digest.of(sent.value()))
                        .mapTo(String.class)
                        .one());
    }
}
