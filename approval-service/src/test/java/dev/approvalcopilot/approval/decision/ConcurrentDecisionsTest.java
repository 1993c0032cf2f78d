package dev.approvalcopilot.approval.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvalcopilot.approval.identity.Caller;
import dev.approvalcopilot.approval.testing.AnAction;
import dev.approvalcopilot.approval.testing.Person;
import dev.approvalcopilot.approval.testing.Topics;
import dev.approvalcopilot.contracts.event.ActionDecided;
import dev.approvalcopilot.contracts.event.GrantIssued;
import dev.approvalcopilot.contracts.json.Digest;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ConcurrentDecisionsTest {
    private static final int ROUNDS = 20;
    private static final int THREADS = 8;
    private static final Caller ADA = new Caller("auth0|ada", "copilot-cli");

    @Inject
    Decide decide;

    @Test
    void ofManyDecisionsAtOnceOneStands() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            var action = AnAction.postingAMessage();
            Topics.send(action.build());
            var seen = Person.ada().sees(action.id());
            var digest = new Digest(seen.getString("digest"));
            var view = new Digest(seen.getString("view"));
            var barrier = new CyclicBarrier(THREADS);
            var tasks = new ArrayList<Callable<Verdict>>();
            for (int thread = 0; thread < THREADS; thread++) {
                Decision decision = thread % 2 == 0
                        ? new Decision.Approve(digest, view, "")
                        : new Decision.Reject(digest, view, "", "no");
                tasks.add(() -> {
                    barrier.await();
                    return decide.decide(ADA, action.id(), decision);
                });
            }
            long winners = 0;
            try (var threads = Executors.newFixedThreadPool(THREADS)) {
                for (var verdict : threads.invokeAll(tasks)) {
                    winners += verdict.get() instanceof Verdict.Done ? 1 : 0;
                }
            }

            assertThat(winners).isEqualTo(1);
            boolean approved = Person.ada().sees(action.id()).getString("state").equals("APPROVED");
            if (approved) {
                Topics.await1(action.id(), GrantIssued.class);
            } else {
                Topics.await1(action.id(), ActionDecided.Rejected.class);
            }
            assertThat(Topics.seen(action.id(), GrantIssued.class)).hasSize(approved ? 1 : 0);
        }
    }
}
