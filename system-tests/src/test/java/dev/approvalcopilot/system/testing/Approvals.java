package dev.approvalcopilot.system.testing;

import static org.awaitility.Awaitility.await;

import dev.approvalcopilot.local.client.CopilotClient;
import dev.approvalcopilot.local.client.Run.Step;
import dev.approvalcopilot.local.client.State;
import dev.approvalcopilot.local.client.Verdict;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;

/** A person who approves whatever a run proposes, and tries again when a service is away. */
public final class Approvals implements AutoCloseable {
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final Set<UUID> approved = new HashSet<>();
    private final CopilotClient client;
    private final UUID run;
    private final Thread thread;

    public Approvals(CopilotClient client, UUID run) {
        this.client = client;
        this.run = run;
        this.thread = Thread.ofVirtual().name("approvals").start(this::approveAll);
    }

    @Override
    public void close() {
        stopped.set(true);
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void approveAll() {
        await().forever().pollInterval(Duration.ofMillis(200)).until(() -> {
            Answers.unlessAway(() -> client.run(run)).stream()
                    .flatMap(found -> found.steps().stream())
                    .filter(step -> step.state() == State.PENDING)
                    .map(Step::id)
                    .forEach(this::approve);
            return stopped.get();
        });
    }

    private void approve(UUID id) {
        if (approved.contains(id)) {
            return;
        }
        Answers.unlessAway(() -> client.action(id))
                .filter(action -> action.state() != State.PENDING
                        || Answers.unlessAway(() -> client.approve(action))
                                .filter(Verdict.Decided.class::isInstance)
                                .isPresent())
                .ifPresent(action -> approved.add(id));
    }
}
