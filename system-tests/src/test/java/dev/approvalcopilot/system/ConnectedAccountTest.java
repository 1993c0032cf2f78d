package dev.approvalcopilot.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvalcopilot.local.client.Run;
import dev.approvalcopilot.local.client.State;
import dev.approvalcopilot.local.client.Verdict;
import dev.approvalcopilot.system.testing.Product;
import dev.approvalcopilot.system.testing.WholeProduct;
import org.junit.jupiter.api.Test;

@WholeProduct
class ConnectedAccountTest {
    private static final String POST = "slack.post_message";
    private static final String SLACK = "sign-in-with-slack";

    @Test
    void whoHasConnectedNothingIsToldWhereToConnectAndCanOnlyReject(Product product) {
        var carol = product.as("carol");
        var run = carol.startRun("post 'Hello from Carol' to #general").id();
        var action = product.held(carol, run, POST);
        assertThat(action.connectHint()).contains("Connect a Slack account");

        assertThat(carol.approve(action)).isInstanceOfSatisfying(Verdict.Declined.class, declined -> {
            assertThat(declined.problem().code()).isEqualTo("not_connected");
            assertThat(declined.problem().text("connect_hint").orElseThrow()).contains("Slack");
        });
        assertThat(carol.action(action.id()).state()).isEqualTo(State.PENDING);

        assertThat(carol.reject(action, "I have no Slack")).isInstanceOf(Verdict.Decided.class);
        assertThat(product.ended(carol, run).status()).isEqualTo(Run.Status.COMPLETED);
        assertThat(product.effectsOf(action)).isEmpty();
    }

    @Test
    void anAccountThatIsGoneAfterTheApprovalIsARefusalThatSaysSo(Product product) {
        var bob = product.as("bob");
        var run = bob.startRun("post 'Hello from Bob' to #general").id();
        var action = product.held(bob, run, POST);
        // The approval-service has just seen the account and believes for a while that it is there.
        product.auth0().disconnect("auth0|bob", SLACK);
        try {
            product.approve(bob, action);
            var step = product.ended(bob, run).steps().getFirst();
            assertThat(step.state()).isEqualTo(State.REFUSED);
            assertThat(step.reason()).contains("no account connected", "Connect Slack");
            assertThat(product.effectsOf(action)).isEmpty();
            assertThat(bob.action(action.id()).outcome().code()).isEqualTo("not_connected");
        } finally {
            product.auth0().connect("auth0|bob", SLACK);
        }
    }
}
