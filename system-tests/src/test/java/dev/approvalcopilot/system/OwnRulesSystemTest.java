package dev.approvalcopilot.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.approvalcopilot.contracts.json.Json;
import dev.approvalcopilot.local.client.Action;
import dev.approvalcopilot.local.client.ActionRow;
import dev.approvalcopilot.local.client.ApiRefused;
import dev.approvalcopilot.local.client.State;
import dev.approvalcopilot.local.client.Verdict;
import dev.approvalcopilot.system.testing.Answers;
import dev.approvalcopilot.system.testing.Product;
import dev.approvalcopilot.system.testing.WholeProduct;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What Ada lays down for herself holds, whoever approves. */
@WholeProduct
class OwnRulesSystemTest {
    private static final Duration PATIENCE = Duration.ofSeconds(45);
    private static final String MAIL = "gmail.send_message";
    private static final String POST = "slack.post_message";

    private static ObjectNode json() {
        return Json.MAPPER.createObjectNode();
    }

    /** Approves what was asked for, with a login where it needs one, and waits until the gateway has done it. */
    private static void approved(Product product, UUID asked) {
        var ada = product.as("ada");
        var action = arrived(product, asked);
        if (ada.approve(action) instanceof Verdict.LoginNeeded needed) {
            product.person("ada").stepUp(needed.stepUp());
            product.approve(ada, action);
        }
        await().atMost(PATIENCE).until(() -> ada.action(asked).state() == State.SUCCEEDED);
    }

    private static Action arrived(Product product, UUID asked) {
        var ada = product.as("ada");
        return await().atMost(PATIENCE)
                .until(
                        () -> Answers.onceKnown(() -> ada.action(asked))
                                .filter(action -> action.state() == State.PENDING),
                        Optional::isPresent)
                .orElseThrow();
    }

    @Test
    void whatAdaForbadeIsRefusedThoughSheApprovesIt(Product product) {
        var ada = product.as("ada");
        var limit = ada.askFor("limits", json().put("tool", MAIL));
        approved(product, limit);

        var run = ada.startRun("send an email to bob@acme.test with the subject 'Hello' saying 'By mistake.'")
                .id();
        var mail = product.held(ada, run, MAIL);
        product.approve(ada, mail);

        await().atMost(PATIENCE).until(() -> ada.action(mail.id()).state() == State.REFUSED);
        assertThat(product.effectsOf(mail)).isEmpty();
        var removal = ada.askForEnd("limits", limit);
        assertThat(arrived(product, removal).needsFreshLogin()).isTrue();
        approved(product, removal);
    }

    @Test
    void bobDecidesForAdaUntilSheEndsIt(Product product) {
        var ada = product.as("ada");
        var bob = product.as("bob");
        var until = Instant.now().plus(Duration.ofHours(1)).truncatedTo(ChronoUnit.SECONDS);
        var delegation = ada.askFor("delegations", json().put("to", "auth0|bob").put("until", until.toString()));
        assertThatThrownBy(() -> bob.action(arrived(product, delegation).id())).isInstanceOf(ApiRefused.class);
        approved(product, delegation);

        var first = product.held(ada, ada.startRun("post 'For Ada' to #general").id(), POST);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(bob.pendingOfGroups())
                        .extracting(ActionRow::id)
                        .contains(first.id()));
        var shown = bob.action(first.id());
        var needed = (Verdict.LoginNeeded) bob.approve(shown);
        product.person("bob").stepUp(needed.stepUp());
        product.approve(bob, shown);
        await().atMost(PATIENCE).until(() -> ada.action(first.id()).state() == State.SUCCEEDED);
        assertThat(product.effectsOf(first))
                .singleElement()
                .satisfies(effect -> assertThat(effect.user()).isEqualTo("auth0|ada"));

        var second =
                product.held(ada, ada.startRun("post 'Not for Bob' to #general").id(), POST);
        bob.action(second.id());
        approved(product, ada.askForEnd("delegations", delegation));
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThatThrownBy(() -> bob.action(second.id())).isInstanceOf(ApiRefused.class));
        assertThat(bob.approve(second)).isInstanceOf(Verdict.Declined.class);
        ada.reject(second, "enough");
        assertThat(product.effectsOf(second)).isEmpty();
    }
}
