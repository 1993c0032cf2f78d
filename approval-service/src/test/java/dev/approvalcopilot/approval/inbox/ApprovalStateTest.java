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
    @EnumSource(names = {"REJECTED", "EXPIRED", "CANCELLED"})
    void aNoIsTheEnd(ApprovalState state) {
        assertThat(state.isFinal()).isTrue();
        assertThat(state.isApproved()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(names = {"DISPATCHING", "SUCCEEDED", "FAILED", "REFUSED", "UNKNOWN"})
    void executionComesOnlyAfterApproval(ApprovalState state) {
        assertThat(ApprovalState.PENDING.mayBecome(state)).isFalse();
        assertThat(ApprovalState.APPROVED.mayBecome(state)).isTrue();
        assertThat(state.isApproved()).isTrue();
    }

    @Test
    void anUnknownOutcomeStaysUnknown() {
        assertThat(ApprovalState.UNKNOWN.isFinal()).isTrue();
    }
}
