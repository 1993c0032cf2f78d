package dev.approvalcopilot.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.approvalcopilot.local.client.ActionRow;
import dev.approvalcopilot.local.client.ApiRefused;
import dev.approvalcopilot.local.client.Run;
import dev.approvalcopilot.local.client.State;
import dev.approvalcopilot.local.client.Verdict;
import dev.approvalcopilot.system.testing.Product;
import dev.approvalcopilot.system.testing.WholeProduct;
import org.junit.jupiter.api.Test;

/** Bob is in the group security, Carol is in none. */
@WholeProduct
class TeamApprovalTest {
    private static final String POST = "slack.post_message";

    @Test
    void whatNeedsTwoHappensOnceWhenBothHaveApproved(Product product) {
        var ada = product.as("ada");
        var bob = product.as("bob");
        var run = ada.startRun("post 'Two pairs of eyes' to #general").id();
        var action = product.held(ada, run, POST);

        product.approve(ada, action);
        assertThat(ada.action(action.id()).state()).isEqualTo(State.PENDING);
        assertThat(bob.pendingOfGroups()).extracting(ActionRow::id).contains(action.id());
        assertThatThrownBy(() -> product.as("carol").action(action.id())).isInstanceOf(ApiRefused.class);
        assertThat(product.effectsOf(action)).isEmpty();

        var shown = bob.action(action.id());
        var needed = (Verdict.LoginNeeded) bob.approve(shown);
        product.person("bob").stepUp(needed.stepUp());
        product.approve(bob, shown);

        assertThat(product.ended(ada, run).status()).isEqualTo(Run.Status.COMPLETED);
        assertThat(product.effectsOf(action))
                .singleElement()
                .satisfies(effect -> assertThat(effect.user()).isEqualTo("auth0|ada"));
    }
}
