package dev.approvalcopilot.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.approvalcopilot.contracts.event.Service;
import dev.approvalcopilot.local.client.Providers.Effect;
import dev.approvalcopilot.local.client.Run;
import dev.approvalcopilot.local.client.Run.Step;
import dev.approvalcopilot.local.client.State;
import dev.approvalcopilot.local.stack.Part;
import dev.approvalcopilot.system.testing.Approvals;
import dev.approvalcopilot.system.testing.AuditTrail;
import dev.approvalcopilot.system.testing.Product;
import dev.approvalcopilot.system.testing.WholeProduct;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code kill -9} in the middle of a run, and a start again. */
@WholeProduct
class KillTest {
    private static final Duration LIMIT = Duration.ofSeconds(120);

    private Approvals approvals;

    @AfterEach
    void stopApproving() {
        if (approvals != null) {
            approvals.close();
        }
    }

    @ParameterizedTest
    @EnumSource
    void theRunEndsAndEveryEffectHappensOnce(Service killed, Product product) throws Exception {
        var ada = product.as("ada");
        var word = killed.id();
        // Slow calls, so that the gateway dies with one under way.
        product.faults(Part.PROVIDERS)
                .order(Map.of("match", Map.of("pathPrefix", "/slack"), "kind", "SLOW", "millis", 1500, "times", 10));
        var run = ada.startRun("post '" + word + " 1' to #general, then post '" + word + " 2' to #general, then post '"
                        + word + " 3' to #general")
                .id();
        approvals = new Approvals(ada, run);
        await().atMost(LIMIT)
                .until(
                        () -> ada.run(run).steps(),
                        steps -> steps.size() >= 2 && steps.getLast().state() == State.DISPATCHING);

        var service = product.stack().service(killed);
        service.kill();
        service.restart();
        service.waitReady(LIMIT);

        var ended = await().atMost(LIMIT)
                .until(() -> ada.run(run), found -> found.status().ended());
        assertThat(ended.status()).isEqualTo(Run.Status.COMPLETED);
        assertEffects(killed, ended.steps(), product);
        AuditTrail.assertComplete(ada, ended);
    }

    private static void assertEffects(Service killed, List<Step> steps, Product product) {
        assertThat(steps).hasSize(3);
        var unknown =
                steps.stream().filter(step -> step.state() == State.UNKNOWN).toList();
        assertThat(unknown).hasSizeLessThanOrEqualTo(killed == Service.GATEWAY ? 1 : 0);
        var digests = product.providers().effectsAfter(0).stream()
                .map(Effect::auditContext)
                .toList();
        for (var step : steps) {
            var times = digests.stream().filter(step.digest()::equals).count();
            switch (step.state()) {
                case SUCCEEDED -> assertThat(times).as(step.sentence()).isEqualTo(1);
                case UNKNOWN -> assertThat(times).as(step.sentence()).isLessThanOrEqualTo(1);
                default -> throw new AssertionError(step.sentence() + " is " + step.state());
            }
        }
    }
}
