package dev.approvalcopilot.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.approvalcopilot.contracts.action.RiskLevel;
import dev.approvalcopilot.local.client.Action;
import dev.approvalcopilot.local.client.State;
import dev.approvalcopilot.local.client.Verdict;
import dev.approvalcopilot.local.client.Verdict.LoginNeeded;
import dev.approvalcopilot.system.testing.Product;
import dev.approvalcopilot.system.testing.WholeProduct;
import org.junit.jupiter.api.Test;

@WholeProduct
class StepUpTest {
    @Test
    void aCriticalActionIsRefusedWithoutAFreshLoginAndRunsOnceAfterIt(Product product) {
        product.providers().reset();
        var ada = product.as("ada");
        var run = ada.startRun("delete the repository octo/old-shop").id();
        var action = product.heldDeletion(ada, run);
        assertThat(action.level()).isEqualTo(RiskLevel.CRITICAL);
        assertThat(action.needsFreshLogin()).isTrue();

        var needed = needsLogin(ada.approve(action));
        assertThat(needed.challenge())
                .startsWith("Bearer ")
                .contains("error=\"insufficient_user_authentication\"", "max_age=\"0\"", "acr_values=\"");
        assertThat(ada.action(action.id()).state()).isEqualTo(State.PENDING);
        assertThat(product.effectsOf(action)).isEmpty();

        product.person("ada").stepUp(needed.stepUp());
        product.approve(ada, action);
        assertThat(product.ended(ada, run).answer()).startsWith("Everything is done.");
        assertThat(product.effectsOf(action))
                .singleElement()
                .satisfies(effect -> assertThat(effect.target()).isEqualTo("octo/old-shop"));
    }

    @Test
    void aFreshLoginCountsForItsOwnActionOnly(Product product) {
        var ada = product.as("ada");
        var first = held(product, "octo/old-blog");
        var second = held(product, "octo/handbook");
        product.person("ada").stepUp(needsLogin(ada.approve(first)).stepUp());

        assertThat(ada.approve(second)).isInstanceOf(LoginNeeded.class);
        ada.reject(first, "enough");
        ada.reject(second, "enough");
        assertThat(product.effectsOf(first)).isEmpty();
    }

    @Test
    void somebodyElsesLoginDoesNotCount(Product product) {
        var ada = product.as("ada");
        var action = held(product, "octo/old-blog");
        var link = needsLogin(ada.approve(action)).stepUp();

        assertThatThrownBy(() -> product.person("bob").stepUp(link)).isInstanceOf(IllegalStateException.class);
        assertThat(ada.approve(action)).isInstanceOf(LoginNeeded.class);
        ada.reject(action, "enough");
    }

    @Test
    void theLinkWorksOnce(Product product) {
        var ada = product.as("ada");
        var action = held(product, "octo/old-blog");
        var link = needsLogin(ada.approve(action)).stepUp();
        product.person("ada").stepUp(link);

        assertThatThrownBy(() -> product.person("ada").stepUp(link)).isInstanceOf(IllegalStateException.class);
        ada.reject(action, "enough");
    }

    private static Action held(Product product, String repository) {
        var ada = product.as("ada");
        return product.heldDeletion(
                ada, ada.startRun("delete the repository " + repository).id());
    }

    private static LoginNeeded needsLogin(Verdict verdict) {
        assertThat(verdict).isInstanceOf(LoginNeeded.class);
        return (LoginNeeded) verdict;
    }
}
