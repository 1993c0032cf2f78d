package dev.approvalcopilot.support.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.approvalcopilot.contracts.Ids;
import dev.approvalcopilot.contracts.json.Digest;
import dev.approvalcopilot.contracts.json.Json;
import dev.approvalcopilot.support.testing.Broker;
import dev.approvalcopilot.support.testing.Events;
import dev.approvalcopilot.support.testing.OnLocalStack;
import dev.approvalcopilot.support.testing.ScriptedHandler;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.eclipse.microprofile.health.Readiness;
import org.junit.jupiter.api.Test;

@QuarkusTest
@OnLocalStack
class EventConsumerTest {

    private static final String RUNS = "runs.changed.v1";
    private static final String DEAD_LETTERS = "dead-letters.planner.v1";

    @Inject
    ScriptedHandler handler;

    @Inject
    @Readiness
    InboxReadiness readiness;

    @Inject
    Inbox inbox;

    @Test
    void handlesASecondDeliveryOfAnEventNotAgain() {
        var action = Ids.next();
        var once = Events.fromApproval(Ids.next(), Events.expired(action));
        var another = Events.fromApproval(Ids.next(), Events.expired(action));

        send(List.of(once, once, another));

        await().untilAsserted(() -> assertThat(handler.calls(action.toString())).hasSize(2));
        assertThat(handler.calls(action.toString()))
                .extracting(call -> call.event().id())
                .containsExactly(header(once, "ce_id"), header(another, "ce_id"));
    }

    @Test
    void takesTheSameIdFromAnotherTopicForAnotherEvent() {
        var id = Ids.next();

        var fresh = List.of(inbox.isNew("a", id), inbox.isNew("b", id), inbox.isNew("a", id));

        assertThat(fresh).containsExactly(true, true, false);
    }

    @Test
    void triesAgainInPlaceSoThatNothingOvertakes() {
        var action = Ids.next().toString();
        var next = event(action);
        handler.fail(action, call -> call <= 2 ? new IllegalStateException("call " + call) : null);

        send(List.of(event(action), next));

        await().untilAsserted(() -> assertThat(handler.calls(action)).hasSize(4));
        assertThat(handler.calls(action))
                .extracting(ScriptedHandler.Call::succeeded)
                .containsExactly(false, false, true, true);
        assertThat(handler.calls(action).getLast().event().id()).isEqualTo(header(next, "ce_id"));
    }

    @Test
    void sendsOnlyWhatTheSuccessfulCallAdded() {
        var action = Ids.next().toString();
        handler.fail(action, call -> call <= 2 ? new IllegalStateException("call " + call) : null);

        send(List.of(event(action)));

        await().untilAsserted(() -> assertThat(details(RUNS, action)).containsExactly("call 3"));
    }

    @Test
    void waitsForTheDatabaseAsLongAsItTakes() {
        var action = Ids.next().toString();
        var databaseIsAway = new AtomicBoolean(true);
        handler.fail(
                action, _ -> databaseIsAway.get() ? new IllegalStateException(new SQLException("", "08006")) : null);

        send(List.of(event(action)));

        await().untilAsserted(() -> assertThat(handler.calls(action)).hasSizeGreaterThan(6));
        assertThat(readiness.call().getStatus().name()).isEqualTo("DOWN");
        databaseIsAway.set(false);
        await().until(() -> handler.calls(action).getLast().succeeded());
        await().untilAsserted(
                        () -> assertThat(readiness.call().getStatus().name()).isEqualTo("UP"));
    }

    @Test
    void reportsAnUnreadableRecordWithoutRepeatingIt() {
        var secret = "{\"token\":\"canary-7f3a\"";
        var record = new ProducerRecord<>("actions.decided.v1", "somebody", secret.getBytes(StandardCharsets.UTF_8));
        Events.fromApproval(Ids.next(), Events.expired(Ids.next())).headers().forEach(record.headers()::add);
        Events.header(record, "ce_subject", "somebody");

        send(List.of(record));

        var digest = Digest.of(secret.getBytes(StandardCharsets.UTF_8)).value();
        var letter = awaitDeadLetter(digest);
        assertThat(json(letter).get("reason").textValue()).isEqualTo("not_json");
        assertThat(json(letter).get("topic").textValue()).isEqualTo("actions.decided.v1");
        assertThat(json(letter).get("partition").isInt()).isTrue();
        assertThat(json(letter).get("offset").isIntegralNumber()).isTrue();
        assertThat(new String(letter.value(), StandardCharsets.UTF_8)).doesNotContain("canary");
    }

    @Test
    void givesUpAfterTheConfiguredAttemptsAndGoesOn() {
        var hopeless = Ids.next().toString();
        var next = event(hopeless);
        handler.fail(hopeless, call -> call <= 3 ? new IllegalStateException("canary-91bd") : null);
        var sent = event(hopeless);

        send(List.of(sent, next));

        var letter = awaitDeadLetter(Digest.of(sent.value()).value());
        assertThat(json(letter).get("reason").textValue()).isEqualTo("handler_failed");
        assertThat(new String(letter.value(), StandardCharsets.UTF_8)).doesNotContain("canary");
        await().untilAsserted(() -> assertThat(handler.calls(hopeless)).hasSize(4));
    }

    @Test
    void believesTheHandlerThatAnEventIsUnprocessable() {
        var action = Ids.next().toString();
        handler.fail(action, _ -> new Unprocessable("unknown_run"));
        var sent = event(action);

        send(List.of(sent));

        var letter = awaitDeadLetter(Digest.of(sent.value()).value());
        assertThat(json(letter).get("reason").textValue()).isEqualTo("unknown_run");
        assertThat(handler.calls(action)).hasSize(1);
    }

    @Test
    void givesTheEventsCorrelationToWhatItCauses() {
        var action = Ids.next().toString();
        var sent = event(action);

        send(List.of(sent));

        var caused = await().until(() -> Broker.read(RUNS, action), found -> !found.isEmpty());
        assertThat(new String(
                        caused.getFirst()
                                .headers()
                                .lastHeader("ce_correlationid")
                                .value(),
                        StandardCharsets.UTF_8))
                .isEqualTo(header(sent, "ce_correlationid"));
    }

    private static void send(List<ProducerRecord<String, byte[]>> records) {
        Broker.send("approval", records);
    }

    private static ProducerRecord<String, byte[]> event(String action) {
        return Events.fromApproval(Ids.next(), Events.expired(UUID.fromString(action)));
    }

    private static String header(ProducerRecord<String, byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    private static ConsumerRecord<String, byte[]> awaitDeadLetter(String digest) {
        return await().until(() -> deadLetters(digest).toList(), found -> found.size() == 1)
                .getFirst();
    }

    private static Stream<ConsumerRecord<String, byte[]>> deadLetters(String digest) {
        return Broker.readAll(DEAD_LETTERS).stream()
                .filter(r -> json(r).get("value").textValue().equals(digest));
    }

    private static List<String> details(String topic, String key) {
        return Broker.read(topic, key).stream()
                .map(r -> json(r).get("detail").textValue())
                .toList();
    }

    private static JsonNode json(ConsumerRecord<String, byte[]> record) {
        try {
            return Json.MAPPER.readTree(record.value());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
