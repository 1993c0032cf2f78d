package dev.approvalcopilot.risk.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.approvalcopilot.contracts.event.PoliciesInForce;
import dev.approvalcopilot.contracts.event.Topic;
import dev.approvalcopilot.risk.testing.Topics;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@QuarkusTest
class AnnouncePoliciesTest {
    @Inject
    PolicySet policies;

    @Test
    void theStartSaysWhichPoliciesAreInForce() {
        var said = await().atMost(Duration.ofSeconds(20))
                .until(
                        () -> Topics.read(
                                Topic.ACTIONS_CLASSIFIED, policies.digest().value(), PoliciesInForce.class),
                        events -> !events.isEmpty());

        assertThat(said.getFirst().policy()).isEqualTo(policies.digest());
    }
}
