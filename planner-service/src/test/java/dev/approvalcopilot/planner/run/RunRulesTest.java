package dev.approvalcopilot.planner.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvalcopilot.planner.run.RunRules.CancelAnswer;
import dev.approvalcopilot.planner.run.RunRules.Next;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RunRulesTest {

    @Test
    void aTurnWithOpenActionsWaitsAndOneWithoutThinksOn() {
        assertThat(RunRules.afterTurn(true)).isEqualTo(Next.WAIT);
        assertThat(RunRules.afterTurn(false)).isEqualTo(Next.THINK);
    }

    @ParameterizedTest
    @CsvSource({
        "WAITING,   false, true,  STAY",
        "WAITING,   false, false, THINK",
        "WAITING,   true,  true,  STAY",
        "WAITING,   true,  false, CANCEL",
        "THINKING,  false, false, STAY",
        "COMPLETED, false, false, STAY",
        "FAILED,    true,  false, STAY",
        "CANCELLED, true,  false, STAY"
    })
    void goesOnOnlyAfterTheLastOutcome(RunStatus status, boolean cancelAsked, boolean open, Next next) {
        assertThat(RunRules.afterOutcome(status, cancelAsked, open)).isEqualTo(next);
    }

    @ParameterizedTest
    @CsvSource({
        "THINKING,  false, false, CANCELLED",
        "WAITING,   false, true,  ASKED",
        "WAITING,   true,  true,  ALREADY_ASKED",
        "CANCELLED, true,  false, ALREADY_ASKED",
        "COMPLETED, false, false, TOO_LATE",
        "FAILED,    false, false, TOO_LATE"
    })
    void answersARequestToCancel(RunStatus status, boolean asked, boolean open, CancelAnswer answer) {
        assertThat(RunRules.onCancel(status, asked, open)).isEqualTo(answer);
    }

    @ParameterizedTest
    @EnumSource
    void nothingReplacesAnOutcomeButWhatIsFoundOfAnUnknownOne(StepState state) {
        for (var next : StepState.values()) {
            boolean later = next.proposed() && next.ordinal() > state.ordinal();
            boolean word = state == StepState.UNKNOWN && next == StepState.RECONCILED;
            boolean lateReport = Set.of(StepState.UNKNOWN, StepState.RECONCILED).contains(state)
                    && Set.of(StepState.SUCCEEDED, StepState.FAILED, StepState.REFUSED)
                            .contains(next);
            boolean allowed = !state.settled() && later || word || lateReport;
            assertThat(state.mayBecome(next)).as("%s to %s", state, next).isEqualTo(allowed);
        }
    }

    @Test
    void anApprovalThatWasOvertakenByTheCallChangesNothing() {
        assertThat(StepState.DISPATCHING.mayBecome(StepState.APPROVED)).isFalse();
        assertThat(StepState.PROPOSED.mayBecome(StepState.SUCCEEDED)).isTrue();
        assertThat(StepState.SUCCEEDED.mayBecome(StepState.UNKNOWN)).isFalse();
    }
}
