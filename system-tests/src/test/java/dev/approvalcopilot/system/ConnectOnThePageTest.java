package dev.approvalcopilot.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.approvalcopilot.contracts.event.Service;
import dev.approvalcopilot.local.client.Action;
import dev.approvalcopilot.local.client.CopilotClient;
import dev.approvalcopilot.local.client.State;
import dev.approvalcopilot.system.testing.PersonsBrowser;
import dev.approvalcopilot.system.testing.Product;
import dev.approvalcopilot.system.testing.WholeProduct;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Carol, who has connected nothing, in a real browser. */
@WholeProduct
class ConnectOnThePageTest {
    private static final String POST = "slack.post_message";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void whoConnectsComesBackAndItRunsAndAfterDisconnectingTheGatewayRefuses(Product product) throws Exception {
        var carol = product.as("carol");
        var first = held(product, carol, "Hello from Carol");
        try (var browser = PersonsBrowser.of(product.installation(), "carol")) {
            browser.open("/actions/" + first.id());
            browser.logIn();
            browser.follow("Open your accounts");
            browser.press("Connect Slack");
            browser.press("Connect"); // at the provider's consent
            browser.arrivesAt("/actions/" + first.id());
            browser.press("Approve");
            browser.sees("Done");
            assertThat(product.effectsOf(first)).hasSize(1);

            var second = held(product, carol, "Hello again");
            var gateway = product.stack().service(Service.GATEWAY);
            gateway.kill();
            product.approve(carol, second);
            browser.open("/accounts");
            browser.follow("Disconnect Slack account");
            browser.press("Disconnect it");
            browser.sees("Auth0 keeps no token of that Slack account any more");
            gateway.restart();
            gateway.waitReady(PATIENCE);

            await().atMost(PATIENCE).until(() -> carol.action(second.id()).state() == State.REFUSED);
            assertThat(carol.action(second.id()).outcome().code()).isEqualTo("not_connected");
            assertThat(product.effectsOf(second)).isEmpty();
        } finally {
            product.auth0().disconnect("auth0|carol", "sign-in-with-slack");
        }
    }

    private static Action held(Product product, CopilotClient carol, String text) {
        var run = carol.startRun("post '" + text + "' to #general").id();
        return product.held(carol, run, POST);
    }
}
