package dev.approvalcopilot.approval.decision;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.approvalcopilot.approval.identity.Caller;
import dev.approvalcopilot.approval.testing.AnAction;
import dev.approvalcopilot.approval.testing.Person;
import dev.approvalcopilot.approval.testing.Topics;
import dev.approvalcopilot.contracts.event.GrantIssued;
import dev.approvalcopilot.contracts.json.Digest;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ConcurrentDecisionsTest {
    private static final int ROUNDS = Boolean.getBoolean("tests.long") ? 200 : 50;
    private static final int MIN_THREADS = 2;
    private static final int MAX_THREADS = 16;
    private static final Caller ADA = new Caller("auth0|ada", "copilot-cli", Set.of());

    @Inject
    Decide decide;

    @Test
    void ofManyDecisionsAtOnceOneStands() throws Exception {
        var actions = new ArrayList<UUID>();
        for (int round = 0; round < ROUNDS; round++) {
            var action = AnAction.postingAMessage();
            Topics.send(action.build());
            actions.add(action.id());
        }
        var random = new Random(42);
        var grants = new HashMap<UUID, Integer>();
        try (var threads = Executors.newFixedThreadPool(MAX_THREADS)) {
            for (var action : actions) {
                race(action, random.nextInt(MIN_THREADS, MAX_THREADS + 1), threads);
                grants.put(action, Person.ada().sees(action).getString("state").equals("APPROVED") ? 1 : 0);
            }
        }

        grants.forEach((action, expected) -> {
            if (expected == 1) {
                Topics.await1(action, GrantIssued.class);
            }
            assertThat(Topics.seen(action, GrantIssued.class)).hasSize(expected);
        });
        assertThat(grants.values()).contains(0, 1);
    }

    private void race(UUID action, int size, ExecutorService threads) throws Exception {
        var seen = Person.ada().sees(action);
        var digest = new Digest(seen.getString("digest"));
        var view = new Digest(seen.getString("view"));
        var arguments =
                JsonNodeFactory.instance.objectNode().put("channel", "#builds").put("text", "Quiet.");
        var barrier = new CyclicBarrier(size);
        var tasks = new ArrayList<Callable<Verdict>>();
        for (int thread = 0; thread < size; thread++) {
            Decision decision = switch (thread % 4) {
                case 0 -> new Decision.Approve(digest, view, "");
                case 1 -> new Decision.Reject(digest, "", "no");
                case 2 -> new Decision.Edit(digest, view, "", arguments);
                default -> new Decision.Answer(digest, "", "Use #builds.");
            };
            tasks.add(() -> {
                barrier.await();
                return decide.decide(ADA, action, decision);
            });
        }
        long winners = 0;
        for (var verdict : threads.invokeAll(tasks)) {
            boolean won = verdict.get() instanceof Verdict.Done || verdict.get() instanceof Verdict.Superseded;
            winners += won ? 1 : 0;
        }
        assertThat(winners).isEqualTo(1);
    }
}
