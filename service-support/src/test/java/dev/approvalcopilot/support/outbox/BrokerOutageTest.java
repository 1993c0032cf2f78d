package dev.approvalcopilot.support.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.approvalcopilot.contracts.Ids;
import dev.approvalcopilot.contracts.json.Json;
import dev.approvalcopilot.support.testing.Broker;
import dev.approvalcopilot.support.testing.Events;
import dev.approvalcopilot.support.testing.OnLocalStack;
import dev.approvalcopilot.support.testing.ScriptedHandler;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.eclipse.microprofile.health.Readiness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@OnLocalStack
class BrokerOutageTest {

    private static final Duration LONG_ENOUGH = Duration.ofSeconds(60);

    @Inject
    Outbox outbox;

    @Inject
    OutboxRelay relay;

    @Inject
    @Readiness
    OutboxReadiness readiness;

    @Inject
    ScriptedHandler handler;

    @TestHTTPResource("/q/health/ready")
    URI ready;

    @BeforeEach
    void waitForTheRelay() {
        await().until(relay::isActive);
    }

    @AfterEach
    void resume() {
        Broker.resume();
    }

    @Test
    void sendsAllInOrderWhenTheBrokerAnswersAgain() {
        var one = Ids.next();
        var other = Ids.next();
        commit(one, "0");
        await().untilAsserted(() -> assertThat(details(one)).containsExactly("0"));
        Broker.pause();
        commit(one, "1");
        commit(other, "1");
        await().atMost(LONG_ENOUGH).until(() -> relay.brokerAwaySince() != null);
        await().atMost(LONG_ENOUGH).until(this::readingIsCutOff);
        assertThat(readiness.call().getStatus()).isEqualTo(Status.UP);
        assertThat(readiness.call().getData().orElseThrow()).containsKey("brokerAwaySince");
        commit(one, "2");
        await().atMost(LONG_ENOUGH).until(() -> relay.unsent() == 3);
        commit(other, "2");

        Broker.resume();

        await().atMost(LONG_ENOUGH).untilAsserted(() -> {
            assertThat(details(one)).containsExactly("0", "1", "2");
            assertThat(details(other)).containsExactly("1", "2");
        });
        await().atMost(LONG_ENOUGH)
                .until(() -> !readiness.call().getData().orElseThrow().containsKey("brokerAwaySince"));
        stillReceives();
    }

    private boolean readingIsCutOff() throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            var answer = client.send(HttpRequest.newBuilder(ready).build(), BodyHandlers.ofString());
            return answer.statusCode() == 200 && answer.body().contains("BROKER_AWAY");
        }
    }

    private void stillReceives() {
        var action = Ids.next();
        Broker.send("approval", List.of(Events.fromApproval(Ids.next(), Events.expired(action))));
        await().atMost(LONG_ENOUGH)
                .until(() -> !handler.calls(action.toString()).isEmpty());
    }

    private void commit(UUID run, String detail) {
        QuarkusTransaction.requiringNew().run(() -> outbox.add(Events.step(run, detail)));
    }

    /** Details in the order in which each event came first: one that was sent twice has the same id. */
    private static List<String> details(UUID run) {
        var byId = new LinkedHashMap<String, String>();
        for (var record : Broker.read("runs.changed.v1", run.toString())) {
            var id = new String(record.headers().lastHeader("ce_id").value(), StandardCharsets.UTF_8);
            byId.putIfAbsent(id, detail(record));
        }
        return List.copyOf(byId.values());
    }

    private static String detail(ConsumerRecord<String, byte[]> record) {
        try {
            return Json.MAPPER.readTree(record.value()).get("detail").textValue();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
