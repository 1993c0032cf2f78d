package dev.approvalcopilot.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.approvalcopilot.contracts.action.RiskLevel;
import dev.approvalcopilot.contracts.event.Service;
import dev.approvalcopilot.contracts.event.Topic;
import dev.approvalcopilot.local.client.Action;
import dev.approvalcopilot.local.client.CopilotClient;
import dev.approvalcopilot.local.client.State;
import dev.approvalcopilot.local.client.Verdict;
import dev.approvalcopilot.system.testing.Grants;
import dev.approvalcopilot.system.testing.Product;
import dev.approvalcopilot.system.testing.WholeProduct;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Somebody with the true grant key is faster than the person. The person is told the truth. */
@WholeProduct
class SpentActionTest {
    private static final Duration PATIENCE = Duration.ofSeconds(45);
    private static final String POST = "slack.post_message";

    @Test
    void aCriticalActionSpentWithoutALoginEndsForThePersonToo(Product product) throws Exception {
        var ada = product.as("ada");
        var action = product.heldDeletion(
                ada, ada.startRun("delete the repository octo/old-blog").id());

        spend(product, action, RiskLevel.CRITICAL);

        var ended = awaitState(ada, action, State.REFUSED);
        assertThat(ended.decision()).isNull();
        assertThat(ended.outcome().code()).isEqualTo("presence_missing");
        assertThat(product.effectsOf(action)).isEmpty();
        assertCannotBeApproved(ada, action);
        product.securityEvent(Service.APPROVAL, "outcome_without_approval", action.id());
    }

    @Test
    void whatRanBelowCriticalIsShownAsApprovedByNobody(Product product) throws Exception {
        var ada = product.as("ada");
        var action = product.held(
                ada, ada.startRun("post 'Stolen words' to #general").id(), POST);

        spend(product, action, action.level());

        assertThat(awaitState(ada, action, State.SUCCEEDED).decision()).isNull();
        assertThat(product.effectsOf(action)).hasSize(1);
        assertCannotBeApproved(ada, action);
        product.securityEvent(Service.APPROVAL, "outcome_without_approval", action.id());
    }

    private static void spend(Product product, Action action, RiskLevel level) throws Exception {
        var classified =
                product.broker().only(Topic.ACTIONS_CLASSIFIED, action.id().toString());
        var claims = Grants.claims(action, level, Grants.classification(classified));
        var grant = Grants.sign(claims, Grants.trueKey(product.installation()));
        product.broker().send(Grants.event(action, grant), Service.APPROVAL);
    }

    private static void assertCannotBeApproved(CopilotClient person, Action shown) {
        assertThat(person.approve(shown))
                .isInstanceOfSatisfying(
                        Verdict.Declined.class,
                        declined -> assertThat(declined.problem().code()).isEqualTo("already_decided"));
    }

    private static Action awaitState(CopilotClient client, Action action, State state) {
        return await().atMost(PATIENCE).until(() -> client.action(action.id()), seen -> seen.state() == state);
    }
}
