package dev.approvalcopilot.planner.turn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvalcopilot.planner.testing.OnLocalStack;
import dev.approvalcopilot.planner.testing.TestRun;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

/** The tests' configuration allows 3 proposals a turn and 4 turns a run. */
@QuarkusTest
@OnLocalStack
class LimitsTest {

    @Test
    void takesNoMoreProposalsFromOneAnswerThanItMay() {
        var run = TestRun.of("Post 'a' to #one and post 'b' to #two and post 'c' to #three and post 'd' to #four.");
        run.awaitStep(3);
        assertThat(run.awaitStatus("WAITING").getList("steps")).hasSize(3);
        run.succeeded(1);
        run.succeeded(2);
        run.succeeded(3);
        run.awaitStep(4);
        assertThat(run.get().getInt("steps[3].turn")).isEqualTo(2);
    }

    @Test
    void aRunThatDoesNotComeToAnEndFails() {
        var run = TestRun.of(
                "Post 'a' to #one, then post 'b' to #one, then post 'c' to #one, then post 'd' to #one, then post 'e' to #one.");
        for (int step = 1; step <= 4; step++) {
            run.awaitStep(step);
            run.succeeded(step);
        }
        assertThat(run.awaitStatus("FAILED").getString("failure.code")).isEqualTo("too_many_turns");
        assertThat(run.states()).hasSize(4);
    }
}
