package dev.approvalcopilot.system.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.approvalcopilot.contracts.Ids;
import dev.approvalcopilot.contracts.event.Service;
import dev.approvalcopilot.contracts.event.Topic;
import dev.approvalcopilot.local.client.State;
import dev.approvalcopilot.system.testing.CloudEvents;
import dev.approvalcopilot.system.testing.Product;
import dev.approvalcopilot.system.testing.WholeProduct;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** A true grant that comes again and again: one effect, one row, and the first end stays. */
@WholeProduct
@TestInstance(Lifecycle.PER_CLASS)
class ReplayTest {
    private static final Duration START = Duration.ofSeconds(90);
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    private Product product;
    private AtTheGateway gateway;
    private HostilePlanner planner;

    @BeforeAll
    void prepare(Product product) {
        this.product = product;
        this.gateway = new AtTheGateway(product);
        this.planner = new HostilePlanner(product, "replayer");
    }

    @Test
    void aHundredReplaysOfAGrantAreOneEffect() throws Exception {
        var lure = approved("A hundred times");
        var issued = issued(lure);

        RecordMetadata last = null;
        for (int i = 0; i < 50; i++) {
            product.broker().sendAsOwner(copy(issued));
            last = product.broker().sendAsOwner(CloudEvents.again(copy(issued)));
        }
        product.broker().awaitConsumed(Service.GATEWAY, last);

        happenedOnce(lure);
    }

    @Test
    void aReplayToASecondGatewayIsNoSecondEffect() throws Exception {
        try (var _ = SecondGateway.start(product)) {
            var lure = planner.message("ada", "To both gateways");
            product.approve(product.as("ada"), product.as("ada").action(lure.id()));
            var issued = issued(lure);

            var sent = new ArrayList<RecordMetadata>();
            for (int partition = 0; partition < Topic.GRANTS_ISSUED.partitions(); partition++) {
                sent.add(product.broker().sendAsOwner(atPartition(partition, issued)));
            }
            sent.forEach(one -> product.broker().awaitConsumed(Service.GATEWAY, one));

            assertThat(gateway.ended(lure)).isEqualTo("SUCCEEDED");
            happenedOnce(lure);
        }
    }

    @Test
    void aReplayAfterARestartIsNoSecondEffect() throws Exception {
        var lure = approved("Before the restart");
        var issued = issued(lure);

        var process = product.stack().service(Service.GATEWAY);
        process.restart();
        process.waitReady(START);
        gateway.deliverAndWait(copy(issued));
        gateway.deliverAndWait(CloudEvents.again(copy(issued)));

        happenedOnce(lure);
    }

    /** The last character of a signature carries two bits; 15 others, and a padded one, say the same signature. */
    @Test
    void seventeenTextsOfOneGrantAreOneEffect() throws Exception {
        var lure = planner.message("ada", "In seventeen spellings");
        var grant = gateway.forge(lure, gateway.account(lure));
        IntStream.range(0, 16).forEach(low -> send(grant, text -> withLast(text, low)));
        send(grant, text -> text + "=");

        assertThat(gateway.ended(lure)).isEqualTo("SUCCEEDED");
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() ->
                        assertThat(gateway.securityEvents(lure, "malformed")).isEqualTo(16));
        assertThat(product.effectsOf(product.as("ada").action(lure.id()))).hasSize(1);
    }

    @Test
    void aSecondGrantForAnActionThatRanIsASecurityEvent() throws Exception {
        var lure = approved("Granted twice");

        gateway.deliverAndWait(gateway.forge(lure, gateway.account(lure)).event());

        assertThat(gateway.securityEvents(lure, "action_already_used")).isEqualTo(1);
        happenedOnce(lure);
    }

    @Test
    void oneGrantForTwoActionsRunsTheFirst() throws Exception {
        var jti = Ids.random128();
        var first = planner.message("ada", "The first");
        var second = planner.message("ada", "The second");
        product.broker()
                .sendAsOwner(gateway.forge(first, gateway.account(first))
                        .claims(claims -> claims.put("jti", jti))
                        .event());
        assertThat(gateway.ended(first)).isEqualTo("SUCCEEDED");

        gateway.doesNotBelieve(
                gateway.forge(second, gateway.account(second)).claims(claims -> claims.put("jti", jti)),
                "grant_already_used");
    }

    private void send(Forgery grant, UnaryOperator<String> spelling) {
        try {
            product.broker().sendAsOwner(grant.text(spelling).event());
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String withLast(String jws, int low) {
        int last = ALPHABET.indexOf(jws.charAt(jws.length() - 1));
        return jws.substring(0, jws.length() - 1) + ALPHABET.charAt(last & ~15 | low);
    }

    /** As a person approves, and after it ran. */
    private Lure approved(String text) throws Exception {
        var lure = planner.message("ada", text);
        product.approve(product.as("ada"), product.as("ada").action(lure.id()));
        assertThat(gateway.ended(lure)).isEqualTo("SUCCEEDED");
        return lure;
    }

    private ConsumerRecord<String, byte[]> issued(Lure lure) {
        var issued = new AtomicReference<ConsumerRecord<String, byte[]>>();
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> issued.set(
                        product.broker().only(Topic.GRANTS_ISSUED, lure.id().toString())));
        return issued.get();
    }

    private static ProducerRecord<String, byte[]> copy(ConsumerRecord<String, byte[]> issued) {
        return new ProducerRecord<>(issued.topic(), null, issued.key(), issued.value(), issued.headers());
    }

    /** Elsewhere than its key belongs, so that whoever reads that partition gets it too. */
    private static ProducerRecord<String, byte[]> atPartition(int partition, ConsumerRecord<String, byte[]> issued) {
        var record = new ProducerRecord<>(issued.topic(), partition, issued.key(), issued.value(), issued.headers());
        record.headers().remove("ce_id").add("ce_id", Ids.next().toString().getBytes(StandardCharsets.UTF_8));
        return record;
    }

    private void happenedOnce(Lure lure) throws Exception {
        var action = product.as("ada").action(lure.id());
        assertThat(product.effectsOf(action)).hasSize(1);
        assertThat(gateway.ledger(lure)).isEqualTo("SUCCEEDED");
        assertThat(product.databases()
                        .count(
                                Service.GATEWAY,
                                "select sum(dispatches) from ledger where action_id = '" + lure.id() + "'"))
                .isEqualTo(1);
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() ->
                        assertThat(product.as("ada").action(lure.id()).state()).isEqualTo(State.SUCCEEDED));
    }
}
