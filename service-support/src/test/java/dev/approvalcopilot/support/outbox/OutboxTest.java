package dev.approvalcopilot.support.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.approvalcopilot.contracts.Ids;
import dev.approvalcopilot.contracts.json.Json;
import dev.approvalcopilot.support.correlation.Correlation;
import dev.approvalcopilot.support.testing.Broker;
import dev.approvalcopilot.support.testing.Events;
import dev.approvalcopilot.support.testing.OnLocalStack;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

@QuarkusTest
@OnLocalStack
class OutboxTest {

    private static final String TOPIC = "runs.changed.v1";

    @Inject
    Outbox outbox;

    @Test
    void sendsWhatCommittedOnceAsACloudEvent() throws IOException {
        var run = Ids.next();
        Correlation.within("request-4711", () -> commit(run, "first"));

        var record = awaitOne(run);
        var headers = headers(record);
        assertThat(headers)
                .containsEntry("ce_specversion", "1.0")
                .containsEntry("ce_source", "/planner")
                .containsEntry("ce_type", "dev.approvalcopilot.run.changed.v1")
                .containsEntry("ce_subject", run.toString())
                .containsEntry("ce_correlationid", "request-4711")
                .containsEntry("content-type", "application/json")
                .containsKeys("ce_id", "ce_time")
                .hasSize(8);
        assertThat(UUID.fromString(headers.get("ce_id")).version()).isEqualTo(7);
        assertThat(Json.MAPPER.readTree(record.value()).get("detail").textValue())
                .isEqualTo("first");
    }

    @Test
    void sendsNothingOfATransactionThatRolledBack() {
        var rolledBack = Ids.next();
        var committedAfter = Ids.next();
        assertThatThrownBy(() -> QuarkusTransaction.requiringNew().run(() -> {
                    outbox.add(Events.step(rolledBack, "never"));
                    throw new IllegalStateException("the change failed");
                }))
                .hasMessage("the change failed");
        commit(committedAfter, "after");

        awaitOne(committedAfter);
        assertThat(Broker.read(TOPIC, rolledBack.toString())).isEmpty();
    }

    @Test
    void refusesAnEventOutsideATransaction() {
        var event = Events.step(Ids.next(), "lost");

        assertThatThrownBy(() -> outbox.add(event)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void refusesAnEventOfAnotherServicesTopic() {
        var event = Events.expired(Ids.next());

        assertThatThrownBy(() -> QuarkusTransaction.requiringNew().run(() -> outbox.add(event)))
                .hasMessage("planner does not write actions.decided.v1");
    }

    @Test
    void refusesAnEventBeyondTheLimits() {
        var event = Events.step(Ids.next(), "x".repeat(900_000));

        assertThatThrownBy(() -> QuarkusTransaction.requiringNew().run(() -> outbox.add(event)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("detail_too_long");
    }

    private void commit(UUID run, String detail) {
        QuarkusTransaction.requiringNew().run(() -> outbox.add(Events.step(run, detail)));
    }

    private static ConsumerRecord<String, byte[]> awaitOne(UUID run) {
        return await().until(() -> Broker.read(TOPIC, run.toString()), found -> !found.isEmpty())
                .getFirst();
    }

    private static Map<String, String> headers(ConsumerRecord<String, byte[]> record) {
        var headers = new HashMap<String, String>();
        for (var header : record.headers()) {
            assertThat(headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)))
                    .isNull();
        }
        return headers;
    }
}
