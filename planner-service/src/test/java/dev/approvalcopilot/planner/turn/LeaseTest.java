package dev.approvalcopilot.planner.turn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.approvalcopilot.planner.testing.ModelFaults;
import dev.approvalcopilot.planner.testing.OnLocalStack;
import dev.approvalcopilot.planner.testing.TestRun;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@OnLocalStack
class LeaseTest {

    @Inject
    Jdbi jdbi;

    @Inject
    DroppedTurns turns;

    @AfterEach
    void healTheModel() {
        ModelFaults.clear();
    }

    @Test
    void anAnswerThatComesAfterTheLeaseWasLostProposesNothing() {
        var dropped = turns.count();
        ModelFaults.slow(1500);
        var run = TestRun.of("Look at the repository acme/old-site.");
        awaitLease(run.id());
        var other = UUID.randomUUID();
        giveTo(run.id(), other, 60);

        turns.awaitMoreThan(dropped);
        assertThat(run.states()).isEmpty();
        giveTo(run.id(), other, 0);
        run.awaitStep(1);
        assertThat(run.states()).containsExactly("PROPOSED");
        assertThat(run.get().getInt("turns")).isEqualTo(1);
    }

    @Test
    void aRunThatADeadInstanceHeldIsTakenWhenItsLeaseRunsOut() {
        ModelFaults.slow(10_000);
        var run = TestRun.of("Look at the repository acme/old-site.");
        awaitLease(run.id());
        giveTo(run.id(), UUID.randomUUID(), 0);
        run.awaitStep(1);
    }

    private void awaitLease(UUID run) {
        await().until(() ->
                jdbi.withHandle(handle -> handle.createQuery("select lease is not null from runs where id = :id")
                        .bind("id", run)
                        .mapTo(Boolean.class)
                        .one()));
    }

    /** As if another instance had taken it, and died. */
    private void giveTo(UUID run, UUID lease, int seconds) {
        jdbi.useHandle(handle -> handle.createUpdate(
                        "update runs set lease = :lease, lease_until = now() + make_interval(secs => :seconds) where id = :id")
                .bind("lease", lease)
                .bind("seconds", (double) seconds)
                .bind("id", run)
                .execute());
    }
}
