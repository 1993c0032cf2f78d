package dev.approvalcopilot.approval.notification.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.approvalcopilot.approval.testing.AnAction;
import dev.approvalcopilot.approval.testing.Receivers;
import dev.approvalcopilot.approval.testing.Topics;
import dev.approvalcopilot.contracts.Ids;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
class WebhookTest {
    @Test
    void whatArrivesIsWhatWasSigned() throws Exception {
        // Nobody else is told anything: a person is told only so much an hour.
        var action = AnAction.postingAMessage().of("auth0|" + Ids.next());
        Topics.send(action.build());
        var post = await("the webhook")
                .atMost(Duration.ofSeconds(20))
                .until(() -> Receivers.webhooks(action.id()), posts -> !posts.isEmpty())
                .getFirst();

        var receiver = new Receiver(
                Receivers.webhookAddress(),
                Map.of(Receivers.key().getKeyId(), Receivers.key().getPublicKey()));

        assertThat(receiver.receive("POST", post.headers(), post.body(), Instant.now()))
                .isPresent();
        assertThat(List.of(post.headers().get("content-type"))).containsExactly("application/cloudevents+json");
    }
}
