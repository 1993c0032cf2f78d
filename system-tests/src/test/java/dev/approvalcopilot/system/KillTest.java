package dev.approvalcopilot.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.approvalcopilot.contracts.event.Service;
import dev.approvalcopilot.local.client.Action;
import dev.approvalcopilot.local.client.CopilotClient;
import dev.approvalcopilot.local.client.Providers.Effect;
import dev.approvalcopilot.local.client.Run;
import dev.approvalcopilot.local.client.Run.Step;
import dev.approvalcopilot.local.client.State;
import dev.approvalcopilot.local.stack.Part;
import dev.approvalcopilot.system.testing.Product;
import dev.approvalcopilot.system.testing.WholeProduct;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code kill -9} in the middle of a run, and a start again. */
@WholeProduct
class KillTest {
    private static final Duration LIMIT = Duration.ofSeconds(120);
    private static final String POST = "slack.post_message";

    private Approvals approvals;

    @AfterEach
    void stopApproving() throws InterruptedException {
        if (approvals != null) {
            approvals.stop();
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
                .ignoreExceptions()
                .until(() -> ada.run(run).steps().size() >= 2
                        && ada.run(run).steps().getLast().state() == State.DISPATCHING);

        var service = product.stack().service(killed);
        service.kill();
        service.restart();
        service.waitReady(LIMIT);

        var ended = await().atMost(LIMIT)
                .ignoreExceptions()
                .until(() -> ada.run(run), found -> found.status().ended());
        assertThat(ended.status()).isEqualTo(Run.Status.COMPLETED);
        assertEffects(killed, ended.steps(), product);
        assertAudited(ada, ended);
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

    /** Nothing is missing and nothing is there twice. */
    private static void assertAudited(CopilotClient client, Run run) {
        for (var step : run.steps()) {
            var end = step.state() == State.UNKNOWN ? "action.unknown" : "action.succeeded";
            var wanted = List.of(
                    "action.proposed",
                    "action.classified",
                    "action.pending",
                    "action.approved",
                    "grant.issued",
                    "action.dispatching",
                    end);
            await().atMost(Duration.ofSeconds(30))
                    .ignoreExceptions()
                    .untilAsserted(() -> assertThat(client.audit("action=" + step.id()))
                            .extracting(entry -> entry.kind())
                            .containsExactlyInAnyOrderElementsOf(wanted));
        }
    }

    /** A person who approves whatever a run proposes, and tries again when a service is away. */
    private static final class Approvals {
        private final AtomicBoolean stopped = new AtomicBoolean();
        private final Set<UUID> approved = new HashSet<>();
        private final CopilotClient client;
        private final UUID run;
        private final Thread thread;

        Approvals(CopilotClient client, UUID run) {
            this.client = client;
            this.run = run;
            this.thread = Thread.ofVirtual().name("approvals").start(this::approveAll);
        }

        void stop() throws InterruptedException {
            stopped.set(true);
            thread.join();
        }

        private void approveAll() {
            await().forever()
                    .pollInterval(Duration.ofMillis(200))
                    .ignoreExceptions()
                    .until(() -> {
                        client.run(run).step(POST, State.PENDING).map(Step::id).ifPresent(this::approve);
                        return stopped.get();
                    });
        }

        private void approve(UUID id) {
            Action action = client.action(id);
            if (action.state() == State.PENDING && !approved.contains(id)) {
                client.approve(action);
                approved.add(id);
            }
        }
    }
}
