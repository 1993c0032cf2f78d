package dev.approvalcopilot.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.approvalcopilot.contracts.event.Service;
import dev.approvalcopilot.local.client.Action;
import dev.approvalcopilot.local.client.ApiRefused;
import dev.approvalcopilot.local.client.CopilotClient;
import dev.approvalcopilot.local.client.State;
import dev.approvalcopilot.local.stack.Part;
import dev.approvalcopilot.system.testing.Product;
import dev.approvalcopilot.system.testing.WholeProduct;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The provider's answer gets lost, and nobody but a person can know what became of the call. */
@WholeProduct
class ReconcileTest {
    private static final Duration PATIENCE = Duration.ofSeconds(45);
    private static final String POST = "slack.post_message";

    private Product product;

    @BeforeEach
    void of(Product product) {
        this.product = product;
    }

    @AfterEach
    void healTheProviders() {
        product.faults(Part.PROVIDERS).clear();
    }

    @ParameterizedTest
    @CsvSource({"DROP_AFTER_APPLY, true", "DROP_BEFORE_APPLY, false"})
    void aPersonSettlesWhatTheLedgerCannotKnow(String fault, boolean happened) throws Exception {
        var ada = product.as("ada");
        var run = ada.startRun("post 'Lost words' to #general").id();
        var action = product.held(ada, run, POST);
        product.faults(Part.PROVIDERS)
                .order(Map.of("match", Map.of("method", "POST", "pathPrefix", "/slack"), "kind", fault, "times", 1));
        product.approve(ada, action);
        awaitState(ada, action.id(), State.UNKNOWN);
        assertThat(product.effectsOf(action)).hasSize(happened ? 1 : 0);

        ada.reconcile(action.id(), happened, "I looked into #general.");

        var settled = awaitState(ada, action.id(), State.RECONCILED);
        assertThat(settled.reconciliation().happened()).isEqualTo(happened);
        assertThat(settled.reconciliation().by()).isEqualTo("auth0|ada");
        assertThatThrownBy(() -> ada.reconcile(action.id(), !happened, ""))
                .isInstanceOfSatisfying(
                        ApiRefused.class,
                        refused -> assertThat(refused.problem().code()).isEqualTo("already_settled"));
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(ada.run(run).step(POST, State.RECONCILED)).isPresent());
        assertThat(product.ended(ada, run).steps()).hasSize(1);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(ada.audit("action=" + action.id()))
                        .filteredOn(entry -> entry.kind().equals("action.reconciled"))
                        .singleElement()
                        .satisfies(entry -> assertThat(
                                        entry.data().path("happened").asBoolean())
                                .isEqualTo(happened)));
        assertThat(product.databases()
                        .count(
                                Service.GATEWAY,
                                "select count(*) from ledger where state = 'UNKNOWN' and action_id = '" + action.id()
                                        + "'"))
                .isEqualTo(1);
        assertThat(product.effectsOf(action)).hasSize(happened ? 1 : 0);
    }

    private static Action awaitState(CopilotClient client, UUID action, State state) {
        return await().atMost(PATIENCE).until(() -> client.action(action), seen -> seen.state() == state);
    }
}
