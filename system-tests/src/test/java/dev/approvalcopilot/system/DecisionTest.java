package dev.approvalcopilot.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.approvalcopilot.local.client.Run;
import dev.approvalcopilot.local.client.State;
import dev.approvalcopilot.local.client.Verdict;
import dev.approvalcopilot.system.testing.Product;
import dev.approvalcopilot.system.testing.WholeProduct;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@WholeProduct
class DecisionTest {
    private static final String POST = "slack.post_message";

    @Test
    void anApprovedActionHappensOnceAndTheAgentReadsItsOutcome(Product product) {
        var ada = product.as("ada");
        var run = ada.startRun("post 'Approved words' to #general").id();
        var action = product.held(ada, run, POST);
        product.approve(ada, action);

        var ended = product.ended(ada, run);
        assertThat(ended.status()).isEqualTo(Run.Status.COMPLETED);
        assertThat(ended.answer()).startsWith("Everything is done.");
        assertThat(ended.steps()).singleElement().satisfies(step -> {
            assertThat(step.state()).isEqualTo(State.SUCCEEDED);
            assertThat(step.result().path("text").asText()).isEqualTo("Approved words");
        });
        assertThat(product.effectsOf(action)).singleElement().satisfies(effect -> {
            assertThat(effect.tool()).isEqualTo(POST);
            assertThat(effect.user()).isEqualTo("auth0|ada");
            assertThat(effect.summary()).isEqualTo("Posted: Approved words");
        });
        await().untilAsserted(() -> assertThat(ada.action(action.id()).state()).isEqualTo(State.SUCCEEDED));
    }

    @Test
    void aRejectedActionNeverHappensAndTheAgentReadsTheReason(Product product) {
        var ada = product.as("ada");
        var run = ada.startRun("post 'Rejected words' to #team-web").id();
        var first = product.held(ada, run, POST);
        assertThat(ada.reject(first, "say it in #general instead")).isInstanceOf(Verdict.Decided.class);

        var second = await().atMost(Duration.ofSeconds(30))
                .until(() -> product.held(ada, run, POST), held -> !held.id().equals(first.id()));
        assertThat(second.arguments().path("channel").asText()).isEqualTo("#general");
        assertThat(ada.reject(second, "no, leave it")).isInstanceOf(Verdict.Decided.class);

        var ended = product.ended(ada, run);
        assertThat(ended.answer()).contains("Rejected", "no, leave it");
        assertThat(product.effectsOf(first)).isEmpty();
        assertThat(product.effectsOf(second)).isEmpty();
        assertThat(ada.action(first.id()).decision().reason()).isEqualTo("say it in #general instead");
    }

    @Test
    void whatNobodyDecidesOnExpiresAndCannotBeApprovedAfterwards(Product product) {
        var ada = product.as("ada");
        var run = ada.startRun("post 'Now or never' to #general").id();
        var action = product.held(ada, run, POST);

        var ended = product.ended(ada, run);
        assertThat(ended.status()).isEqualTo(Run.Status.COMPLETED);
        assertThat(ended.steps()).singleElement().extracting(Run.Step::state).isEqualTo(State.EXPIRED);
        assertThat(ada.action(action.id()).state()).isEqualTo(State.EXPIRED);
        assertThat(ada.approve(action))
                .isInstanceOfSatisfying(
                        Verdict.Declined.class,
                        declined -> assertThat(declined.problem().status()).isEqualTo(409));
        assertThat(product.effectsOf(action)).isEmpty();
    }

    @Test
    void aCancelledRunWithdrawsWhatWaits(Product product) {
        var ada = product.as("ada");
        var run = ada.startRun("post 'Cancelled words' to #general").id();
        var action = product.held(ada, run, POST);
        ada.cancel(run);

        assertThat(product.ended(ada, run).status()).isEqualTo(Run.Status.CANCELLED);
        assertThat(stateOf(product, action.id())).isEqualTo(State.CANCELLED);
        assertThat(product.effectsOf(action)).isEmpty();
    }

    @Test
    void aDecisionOnAnotherPayloadThanTheCurrentOneDecidesNothing(Product product) {
        var ada = product.as("ada");
        var mine = product.held(ada, ada.startRun("post 'One' to #general").id(), POST);
        var other = product.held(ada, ada.startRun("post 'Two' to #general").id(), POST);

        var mixed =
                ada.decide(mine.id(), Map.of("decision", "approve", "digest", other.digest(), "view", other.view()));
        assertThat(mixed)
                .isInstanceOfSatisfying(
                        Verdict.Declined.class,
                        declined -> assertThat(declined.problem().code()).isEqualTo("stale_view"));
        assertThat(stateOf(product, mine.id())).isEqualTo(State.PENDING);
        ada.reject(mine, "enough");
        ada.reject(other, "enough");
    }

    private static State stateOf(Product product, UUID action) {
        return product.as("ada").action(action).state();
    }
}
