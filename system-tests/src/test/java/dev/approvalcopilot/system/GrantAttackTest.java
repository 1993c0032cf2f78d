package dev.approvalcopilot.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.approvalcopilot.contracts.Ids;
import dev.approvalcopilot.contracts.action.RiskLevel;
import dev.approvalcopilot.contracts.event.Service;
import dev.approvalcopilot.contracts.event.Topic;
import dev.approvalcopilot.contracts.grant.GrantClaims;
import dev.approvalcopilot.local.client.Action;
import dev.approvalcopilot.local.client.Run;
import dev.approvalcopilot.local.client.State;
import dev.approvalcopilot.system.testing.CloudEvents;
import dev.approvalcopilot.system.testing.Grants;
import dev.approvalcopilot.system.testing.Product;
import dev.approvalcopilot.system.testing.WholeProduct;
import java.time.Duration;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Somebody with the approval-service's broker credentials writes to {@code grants.issued.v1}. */
@WholeProduct
class GrantAttackTest {
    private static final String POST = "slack.post_message";

    @Test
    void aForgedGrantIsASecurityEventAndChangesNothing(Product product) throws Exception {
        var ada = product.as("ada");
        var run = ada.startRun("post 'Forged words' to #general").id();
        var action = product.held(ada, run, POST);
        var forged = Grants.sign(claims(product, action, action.level()), Grants.forgedKey(product.installation()));
        var callsBefore = product.providers().lastCall();

        var sent = product.broker().send(Grants.event(action, forged), Service.APPROVAL);
        product.broker().awaitConsumed(Service.GATEWAY, sent);

        product.securityEvent(Service.GATEWAY, "signature", action.id());
        assertThat(product.providers().callsAfter(callsBefore)).isEmpty();
        assertThat(ledgerRows(product, action)).isZero();
        assertThat(ada.action(action.id()).state()).isEqualTo(State.PENDING);
        assertThat(ada.run(run).step(POST, State.PENDING)).isPresent();

        // And it does not stand in the way of the true one.
        product.approve(ada, action);
        product.ended(ada, run);
        assertThat(product.effectsOf(action)).hasSize(1);
    }

    @Test
    void aSecondDeliveryOfATrueGrantChangesNothing(Product product) throws Exception {
        var ada = product.as("ada");
        var run = ada.startRun("post 'Delivered twice' to #general").id();
        var action = product.held(ada, run, POST);
        product.approve(ada, action);
        product.ended(ada, run);
        var issued = product.broker().only(Topic.GRANTS_ISSUED, action.id().toString());

        var same = new ProducerRecord<>(issued.topic(), null, issued.key(), issued.value(), issued.headers());
        product.broker().awaitConsumed(Service.GATEWAY, product.broker().send(same, Service.APPROVAL));
        var underANewName = new ProducerRecord<>(issued.topic(), null, issued.key(), issued.value(), issued.headers());
        CloudEvents.header(underANewName, "ce_id", Ids.next().toString());
        product.broker().awaitConsumed(Service.GATEWAY, product.broker().send(underANewName, Service.APPROVAL));

        assertThat(product.effectsOf(action)).hasSize(1);
        assertThat(ada.action(action.id()).state()).isEqualTo(State.SUCCEEDED);
        assertThat(ledgerRows(product, action)).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"LOW, level_too_low", "CRITICAL, presence_missing"})
    void theTrueKeyAloneDeletesNoRepository(RiskLevel claimed, String refusal, Product product) throws Exception {
        var ada = product.as("ada");
        var run = ada.startRun("delete the repository octo/old-blog").id();
        var action = product.heldDeletion(ada, run);
        var grant = Grants.sign(claims(product, action, claimed), Grants.trueKey(product.installation()));
        var callsBefore = product.providers().lastCall();

        var sent = product.broker().send(Grants.event(action, grant), Service.APPROVAL);
        product.broker().awaitConsumed(Service.GATEWAY, sent);

        var olga = product.as("olga");
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(olga.audit("action=" + action.id()))
                        .anySatisfy(entry -> {
                            assertThat(entry.kind()).isEqualTo("action.refused");
                            assertThat(entry.data().path("code").asText()).isEqualTo(refusal);
                        }));
        assertThat(product.providers().callsAfter(callsBefore)).isEmpty();
        assertThat(product.effectsOf(action)).isEmpty();
        assertThat(product.ended(ada, run).steps())
                .extracting(Run.Step::state)
                .containsExactly(State.SUCCEEDED, State.REFUSED);
    }

    private static GrantClaims claims(Product product, Action action, RiskLevel level) throws Exception {
        var classified =
                product.broker().only(Topic.ACTIONS_CLASSIFIED, action.id().toString());
        return Grants.claims(action, level, Grants.classification(classified));
    }

    private static long ledgerRows(Product product, Action action) throws Exception {
        return product.databases()
                .count(Service.GATEWAY, "select count(*) from ledger where action_id = '" + action.id() + "'");
    }
}
