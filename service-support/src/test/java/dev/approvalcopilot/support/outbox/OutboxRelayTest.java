package dev.approvalcopilot.support.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.approvalcopilot.contracts.Ids;
import dev.approvalcopilot.contracts.json.Json;
import dev.approvalcopilot.support.testing.Broker;
import dev.approvalcopilot.support.testing.Events;
import dev.approvalcopilot.support.testing.OnLocalStack;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.eclipse.microprofile.reactive.messaging.Emitter;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@OnLocalStack
class OutboxRelayTest {

    private static final String TOPIC = "runs.changed.v1";

    @Inject
    Outbox outbox;

    @Inject
    OutboxRelay relay;

    @Inject
    OutboxConfig config;

    @Inject
    Jdbi jdbi;

    private boolean relayIsStopped;
    private OutboxRelay second;

    @BeforeEach
    void waitForTheRelay() {
        await().until(relay::isActive);
    }

    @AfterEach
    void leaveOneRelayRunning() throws InterruptedException {
        if (second != null) {
            second.stop(new ShutdownEvent());
        }
        if (relayIsStopped) {
            relay.start(new StartupEvent());
        }
    }

    @Test
    void keepsTheOrderOfAKeyOverManyBatches() {
        var runs = Stream.generate(Ids::next).limit(5).toList();
        for (int i = 0; i < 60; i++) {
            int number = i;
            QuarkusTransaction.requiringNew()
                    .run(() -> runs.forEach(run -> outbox.add(Events.step(run, Integer.toString(number)))));
        }

        var inOrder = IntStream.range(0, 60).mapToObj(Integer::toString).toList();
        for (var run : runs) {
            await().untilAsserted(() -> assertThat(details(run)).isEqualTo(inOrder));
        }
    }

    @Test
    void goesOnAfterItsConnectionWasCut() {
        int cut = jdbi.withHandle(h -> h.createQuery(
                        "select count(pg_terminate_backend(pid)) from pg_locks where locktype = 'advisory' and granted")
                .mapTo(Integer.class)
                .one());
        assertThat(cut).isEqualTo(1);

        var run = Ids.next();
        commit(run, "after the cut");

        await().untilAsserted(() -> assertThat(details(run)).containsExactly("after the cut"));
        await().until(relay::isActive);
    }

    @Test
    void leavesTheLockToTheActiveOne() throws InterruptedException {
        second = relayThatSendsTo(new DeadBroker());
        second.start(new StartupEvent());
        var run = Ids.next();
        commit(run, "by the first");
        await().untilAsserted(() -> assertThat(details(run)).containsExactly("by the first"));
        assertThat(second.isActive()).isFalse();

        stopRelay();

        await().until(second::isActive);
    }

    @Test
    void losesNothingWhileTheBrokerIsAway() throws InterruptedException {
        stopRelay();
        second = relayThatSendsTo(new DeadBroker());
        second.start(new StartupEvent());
        var run = Ids.next();
        commit(run, "one");
        commit(run, "two");
        await().until(() -> second.brokerAwaySince() != null);
        assertThat(new OutboxReadiness(second).call().getStatus().name()).isEqualTo("UP");
        assertThat(details(run)).isEmpty();

        second.stop(new ShutdownEvent());
        relay.start(new StartupEvent());
        relayIsStopped = false;

        await().untilAsserted(() -> assertThat(details(run)).containsExactly("one", "two"));
    }

    /** 60 events of 300 kB are 18 MB; what the relay holds at once is bounded by bytes, not only by rows. */
    @Test
    void sendsLargeEventsInBatchesThatFitTheMemory() {
        var batch = QuarkusTransaction.requiringNew()
                .call(() -> jdbi.withHandle(h -> {
                    h.execute("create temporary table outbox (like public.outbox including all) on commit drop");
                    h.execute("""
                    insert into outbox (event_id, topic, key, headers, value)
                    select gen_random_uuid(), 'x', 'large', '{}', convert_to(repeat('x', 300000), 'UTF8')
                    from generate_series(1, 60)""");
                    return OutboxTable.unsent(h, 100, 4 << 20);
                }));

        assertThat(batch).hasSize(13);
    }

    @Test
    void sendsAnEventThatIsLargerThanABatchAlone() {
        var batch = QuarkusTransaction.requiringNew()
                .call(() -> jdbi.withHandle(h -> {
                    h.execute("create temporary table outbox (like public.outbox including all) on commit drop");
                    h.execute("""
                    insert into outbox (event_id, topic, key, headers, value)
                    select gen_random_uuid(), 'x', 'large', '{}', convert_to(repeat('x', 2000), 'UTF8')
                    from generate_series(1, 3)""");
                    return OutboxTable.unsent(h, 100, 1000);
                }));

        assertThat(batch).hasSize(1);
    }

    @Test
    void deletesOnlyWhatWasSentLongAgo() {
        var run = Ids.next();
        commit(run, "sent");
        await().until(() -> count("sent_at is not null", run) == 1);

        jdbi.useHandle(h -> OutboxTable.purge(h, Duration.ofDays(1)));
        assertThat(count("true", run)).isEqualTo(1);

        jdbi.useHandle(h -> h.createUpdate(
                        "update outbox set created_at = created_at - interval '2 days', sent_at = sent_at - interval '2 days' where key = ?")
                .bind(0, run.toString())
                .execute());
        outbox.purge();
        assertThat(count("true", run)).isZero();
    }

    private void stopRelay() throws InterruptedException {
        relay.stop(new ShutdownEvent());
        relayIsStopped = true;
    }

    private OutboxRelay relayThatSendsTo(Emitter<byte[]> kafka) {
        return new OutboxRelay(jdbi, kafka, config, new SimpleMeterRegistry());
    }

    private void commit(UUID run, String detail) {
        QuarkusTransaction.requiringNew().run(() -> outbox.add(Events.step(run, detail)));
    }

    private int count(String condition, UUID run) {
        return jdbi.withHandle(h -> h.createQuery("select count(*) from outbox where key = :key and " + condition)
                .bind("key", run.toString())
                .mapTo(Integer.class)
                .one());
    }

    private static List<String> details(UUID run) {
        return Broker.read(TOPIC, run.toString()).stream()
                .map(r -> json(r.value()).get("detail").textValue())
                .toList();
    }

    private static JsonNode json(byte[] value) {
        try {
            return Json.MAPPER.readTree(value);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A broker that acknowledges nothing, as the relay sees it. */
    private static final class DeadBroker implements Emitter<byte[]> {

        @Override
        public <M extends Message<? extends byte[]>> void send(M message) {
            message.nack(new org.apache.kafka.common.errors.TimeoutException("no broker"));
        }

        @Override
        public CompletionStage<Void> send(byte[] value) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void complete() {}

        @Override
        public void error(Exception e) {}

        @Override
        public boolean isCancelled() {
            return false;
        }

        @Override
        public boolean hasRequests() {
            return true;
        }
    }
}
