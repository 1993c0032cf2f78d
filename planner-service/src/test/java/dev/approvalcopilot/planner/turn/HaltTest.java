package dev.approvalcopilot.planner.turn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.approvalcopilot.contracts.event.HaltChanged;
import dev.approvalcopilot.contracts.event.HaltScope;
import dev.approvalcopilot.contracts.event.Service;
import dev.approvalcopilot.planner.halt.Halts;
import dev.approvalcopilot.planner.testing.ModelFaults;
import dev.approvalcopilot.planner.testing.OnLocalStack;
import dev.approvalcopilot.planner.testing.OtherServices;
import dev.approvalcopilot.planner.testing.TestRun;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@OnLocalStack
class HaltTest {

    private static final Duration SOON = Duration.ofSeconds(15);
    private static final String LOOK = "Look at the repository acme/old-site.";
    /** The model refuses: whoever asks it now has a run that fails for good. */
    private static final int REFUSED = 401;

    @Inject
    Halts halts;

    @Inject
    Leases leases;

    @Inject
    Jdbi jdbi;

    private String halted;

    @AfterEach
    void resumeAndHealTheModel() {
        ModelFaults.clear();
        if (halted != null) {
            resume();
        }
    }

    private void halt(String scope) {
        halted = scope;
        send(scope, true);
        await().atMost(SOON).until(() -> isHalted(scope));
    }

    private void resume() {
        var scope = halted;
        halted = null;
        send(scope, false);
        await().atMost(SOON).until(() -> !isHalted(scope));
    }

    /** The run is due, and whoever looks for a run to think about does not get this one. */
    private void assertNobodyTakes(TestRun run) {
        var due = jdbi.withHandle(handle -> handle.createQuery("""
                        select status = 'THINKING' and next_attempt_at <= now() and lease is null
                        from runs where id = :id""")
                .bind("id", run.id())
                .mapTo(Boolean.class)
                .one());
        assertThat(due).isTrue();
        for (var claim = leases.claim(); claim.isPresent(); claim = leases.claim()) {
            assertThat(claim.orElseThrow().run().id()).isNotEqualTo(run.id());
        }
    }

    private static void send(String scope, boolean halted) {
        OtherServices.send(
                Service.GATEWAY,
                new HaltChanged(HaltScope.parse(scope), halted, "It floods us.", "auth0|olga", 0, Instant.now()));
    }

    private boolean isHalted(String scope) {
        return halts.active().all().stream().anyMatch(found -> found.scope().equals(scope));
    }

    @ParameterizedTest
    @ValueSource(strings = {"all", "agent:planner", "person:auth0|ada"})
    void theModelIsNotAskedForWhatIsHaltedAndTheRunGoesOnAfterwards(String scope) {
        halt(scope);
        ModelFaults.status(REFUSED, 100);
        var run = TestRun.of(LOOK);

        assertNobodyTakes(run);
        assertThat(run.get().getInt("turns")).isZero();
        assertThat(run.get().getString("halted.scope")).isEqualTo(scope);
        assertThat(run.get().getString("halted.reason")).isEqualTo("It floods us.");
        ModelFaults.clear();
        resume();

        run.awaitStep(1);
        assertThat(run.states()).containsExactly("PROPOSED");
        assertThat(run.get().getString("halted")).isNull();
    }

    @Test
    void anOutcomeThatComesWhileHaltedIsTakenInAndTheModelReadsItAfterwards() {
        var run = TestRun.of("Post 'hello' to #general, then post 'goodbye' to #general.");
        run.awaitStep(1);
        halt("person:auth0|ada");
        ModelFaults.status(REFUSED, 100);
        run.succeeded(1);

        run.awaitStepState(1, "SUCCEEDED");
        assertNobodyTakes(run);
        assertThat(run.get().getInt("turns")).isEqualTo(1);
        ModelFaults.clear();
        resume();
        run.awaitStep(2);
    }

    /** The answer comes before the lease is renewed, or is given up then. */
    @ParameterizedTest
    @ValueSource(ints = {3500, 20_000})
    void anAnswerThatComesAfterTheHaltIsDroppedAndAskedForAgain(int millis) {
        connectOnce();
        ModelFaults.slow(millis);
        var run = TestRun.of(LOOK);
        await().atMost(SOON).until(() -> thinking(run));
        halt("agent:planner");
        await().atMost(SOON).until(() -> !thinking(run));

        assertThat(run.states()).isEmpty();
        assertThat(run.get().getString("status")).isEqualTo("THINKING");
        resume();
        run.awaitStep(1);
        assertThat(run.get().getInt("turns")).isEqualTo(1);
    }

    /** So that what counts is faster than the model: everything is done once before. */
    private void connectOnce() {
        TestRun.of(LOOK).awaitStep(1);
        halt("agent:nobody");
        resume();
    }

    private boolean thinking(TestRun run) {
        return jdbi.withHandle(handle -> handle.createQuery("select lease is not null from runs where id = :id")
                .bind("id", run.id())
                .mapTo(Boolean.class)
                .one());
    }

    @ParameterizedTest
    @ValueSource(strings = {"tool:github.get_repository", "connection:github"})
    void aHaltedToolIsNotOffered(String scope) {
        halt(scope);
        var run = TestRun.of(LOOK);

        assertThat(run.awaitStatus("COMPLETED").getList("steps")).isEmpty();
        assertThat(run.get().getString("halted")).isNull();
    }

    @Test
    void aProposalForAHaltedToolIsAnsweredAsNotExecuted() {
        connectOnce();
        ModelFaults.slow(3500);
        var run = TestRun.of(LOOK);
        await().atMost(SOON).until(() -> thinking(run));
        halt("tool:github.get_repository");

        var ended = run.awaitStatus("COMPLETED");
        assertThat(run.states()).containsExactly("HALTED");
        assertThat(ended.getString("steps[0].digest")).isNull();
        assertThat(ended.getString("steps[0].reason"))
                .isEqualTo("An operator has halted this tool. Nothing was executed.");
        assertThat(ended.getInt("turns")).isEqualTo(1);
    }

    @Test
    void aHaltOfAnotherPersonOrAgentStopsNothing() {
        halt("agent:somebody-elses");
        var run = TestRun.of(LOOK);
        run.awaitStep(1);
        assertThat(run.get().getString("halted")).isNull();
    }
}
