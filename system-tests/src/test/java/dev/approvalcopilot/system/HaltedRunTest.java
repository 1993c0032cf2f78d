package dev.approvalcopilot.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.approvalcopilot.contracts.event.Service;
import dev.approvalcopilot.local.client.AuditEntry;
import dev.approvalcopilot.local.client.KillSwitch;
import dev.approvalcopilot.local.client.Run;
import dev.approvalcopilot.local.client.State;
import dev.approvalcopilot.local.stack.Part;
import dev.approvalcopilot.system.testing.Product;
import dev.approvalcopilot.system.testing.WholeProduct;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A person is halted: their agent waits, and goes on under the new epoch. */
@WholeProduct
class HaltedRunTest {
    private static final Duration PATIENCE = Duration.ofSeconds(45);
    private static final String POST = "slack.post_message";
    private static final String BOB = "person:auth0|bob";
    /** The model refuses: whoever asks it now has a run that fails for good. */
    private static final int REFUSED = 401;

    private Product product;
    private KillSwitch olga;
    private KillSwitch otto;

    @BeforeEach
    void operators(Product product) {
        this.product = product;
        olga = new KillSwitch(product.installation(), product.person("olga"));
        otto = new KillSwitch(product.installation(), product.person("otto"));
    }

    @AfterEach
    void resumeAndHealTheModel() {
        product.faults(Part.MODEL).clear();
        if (olga.halts().halts().stream().anyMatch(halt -> halt.scope().equals(BOB))) {
            resume();
        }
    }

    private KillSwitch.Halt resume() {
        olga.resume(BOB, "mended");
        return otto.resume(BOB, "I looked");
    }

    private void awaitRead(Service service, String condition) {
        var query = "select count(*) from halts where scope = '" + BOB + "' and " + condition;
        await().atMost(PATIENCE).until(() -> product.databases().count(service, query) == 1);
    }

    @Test
    void theModelIsNotAskedMeanwhileAndWhatIsApprovedAfterwardsRuns() {
        var bob = product.as("bob");
        olga.halt(BOB, "a rehearsal");
        awaitRead(Service.PLANNER, "halted");
        product.faults(Part.MODEL).order(Map.of("kind", "STATUS", "status", REFUSED, "times", 1000));

        var run = bob.startRun("post 'After the halt' to #general").id();
        // Whose turn comes after Bob's and who may ask the model has a run that fails.
        var ada = product.as("ada");
        assertThat(product.ended(
                                ada,
                                ada.startRun("post 'Behind it' to #general").id())
                        .status())
                .isEqualTo(Run.Status.FAILED);
        assertThat(bob.run(run).status()).isEqualTo(Run.Status.THINKING);
        assertThat(bob.run(run).turns()).isZero();
        assertThat(bob.run(run).halted().scope()).isEqualTo(BOB);
        product.faults(Part.MODEL).clear();
        var resumed = resume();

        var action = product.held(bob, run, POST);
        awaitRead(Service.APPROVAL, "epoch = " + resumed.epoch());
        product.approve(bob, action);
        assertThat(product.ended(bob, run).steps())
                .singleElement()
                .satisfies(step -> assertThat(step.state()).isEqualTo(State.SUCCEEDED));
        assertThat(product.effectsOf(action)).hasSize(1);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(bob.audit("action=" + action.id()))
                        .filteredOn(entry -> entry.kind().equals("grant.issued"))
                        .extracting(HaltedRunTest::epoch)
                        .containsExactly(Long.toString(resumed.epoch())));
        assertThat(halts("bob")).containsExactly(true, false);
        assertThat(halts("ada")).isEmpty();
    }

    private static String epoch(AuditEntry entry) {
        return entry.data().path("grant").path("epoch").asText();
    }

    private List<Boolean> halts(String reader) {
        return product.as(reader).audit("type=dev.approvalcopilot.halt.changed.v1").stream()
                .map(entry -> entry.data().path("halted").asBoolean())
                .toList();
    }
}
