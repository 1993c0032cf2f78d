package dev.approvalcopilot.approval.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ApprovalStateTest {
    @ParameterizedTest
    @EnumSource
    void neverReturnsToWhereItWas(ApprovalState state) {
        assertThat(state.mayBecome(state)).isFalse();
        for (var next : state.next()) {
            assertThat(next.mayBecome(state)).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"REJECTED", "EXPIRED", "CANCELLED", "SUPERSEDED"})
    void aNoIsTheEnd(ApprovalState state) {
        assertThat(state.isFinal()).isTrue();
        assertThat(state.mayBecome(ApprovalState.APPROVED)).isFalse();
    }

    @ParameterizedTest
    @EnumSource(names = {"DISPATCHING", "SUCCEEDED", "FAILED", "REFUSED", "UNKNOWN"})
    void whatTheGatewayReportsEndsTheWaiting(ApprovalState state) {
        assertThat(ApprovalState.APPROVED.mayBecome(state)).isTrue();
        assertThat(ApprovalState.PENDING.mayBecome(state)).isTrue();
        assertThat(state.mayBecome(ApprovalState.APPROVED)).isFalse();
        assertThat(state.isExecution()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(names = {"REJECTED", "EXPIRED", "CANCELLED", "SUPERSEDED"})
    void aRefusalChangesNothingAboutANo(ApprovalState state) {
        assertThat(state.mayBecome(ApprovalState.REFUSED)).isFalse();
        assertThat(state.mayBecome(ApprovalState.SUCCEEDED)).isTrue();
    }

    @Test
    void anUnknownOutcomeStaysUnknownUntilAPersonSettlesIt() {
        assertThat(ApprovalState.UNKNOWN.isFinal()).isTrue();
        assertThat(ApprovalState.UNKNOWN.next()).containsExactly(ApprovalState.RECONCILED);
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"UNKNOWN"})
    void nothingElseIsSettledByHand(ApprovalState state) {
        assertThat(state.mayBecome(ApprovalState.RECONCILED)).isFalse();
    }
}
