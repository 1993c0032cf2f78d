package dev.approvalcopilot.approval.goal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunStateTest {
    @ParameterizedTest
    @CsvSource({
        ", false, false, 0, REQUESTED",
        ", true, false, 0, RUNNING",
        ", true, false, 2, WAITING",
        ", true, true, 2, STOPPING",
        ", false, true, 0, STOPPING",
        "COMPLETED, true, false, 1, COMPLETED",
        "FAILED, true, true, 0, FAILED",
        "CANCELLED, true, true, 0, CANCELLED"
    })
    void followsWhatWasTold(String ended, boolean takenUp, boolean stopAsked, int waiting, RunState state) {
        assertThat(RunState.of(ended, takenUp, stopAsked, waiting)).isEqualTo(state);
    }
}
