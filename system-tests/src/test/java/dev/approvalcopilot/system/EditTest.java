package dev.approvalcopilot.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.approvalcopilot.local.client.Run;
import dev.approvalcopilot.local.client.State;
import dev.approvalcopilot.local.client.Verdict;
import dev.approvalcopilot.system.testing.Answers;
import dev.approvalcopilot.system.testing.Product;
import dev.approvalcopilot.system.testing.WholeProduct;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

@WholeProduct
class EditTest {
    private static final String POST = "slack.post_message";

    @Test
    void whatThePersonMadeOfItIsWhatHappensAndTheAgentReadsItsOutcome(Product product) {
        var ada = product.as("ada");
        var run = ada.startRun("post 'Words of the agent' to #general").id();
        var proposed = product.held(ada, run, POST);
        ObjectNode arguments = proposed.arguments().deepCopy();
        var successor = ada.edit(proposed, arguments.put("text", "Words of Ada"));

        assertThat(ada.action(proposed.id()).state()).isEqualTo(State.SUPERSEDED);
        var edited = await().atMost(Duration.ofSeconds(30))
                .until(
                        () -> Answers.onceKnown(() -> ada.action(successor))
                                .filter(action -> action.state() == State.PENDING),
                        Optional::isPresent)
                .orElseThrow();
        assertThat(ada.approve(proposed)).isInstanceOf(Verdict.Declined.class);
        product.approve(ada, edited);

        var ended = product.ended(ada, run);
        assertThat(ended.status()).isEqualTo(Run.Status.COMPLETED);
        assertThat(ended.steps()).singleElement().satisfies(step -> {
            assertThat(step.id()).isEqualTo(successor);
            assertThat(step.state()).isEqualTo(State.SUCCEEDED);
        });
        assertThat(product.effectsOf(edited))
                .singleElement()
                .satisfies(effect -> assertThat(effect.summary()).isEqualTo("Posted: Words of Ada"));
        assertThat(product.effectsOf(proposed)).isEmpty();
    }
}
