package dev.approvalcopilot.contracts.action;

import static dev.approvalcopilot.contracts.action.RiskLevel.CRITICAL;
import static dev.approvalcopilot.contracts.action.RiskLevel.HIGH;
import static dev.approvalcopilot.contracts.action.RiskLevel.LOW;
import static dev.approvalcopilot.contracts.action.RiskLevel.MEDIUM;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RiskLevelTest {

    @Test
    void isAScale() {
        assertThat(RiskLevel.values()).containsExactly(LOW, MEDIUM, HIGH, CRITICAL);
        assertThat(HIGH.atLeast(HIGH)).isTrue();
        assertThat(CRITICAL.atLeast(HIGH)).isTrue();
        assertThat(MEDIUM.atLeast(HIGH)).isFalse();
    }

    @Test
    void theHigherOfTwoWinsInAnyOrder() {
        assertThat(LOW.max(HIGH)).isEqualTo(HIGH);
        assertThat(HIGH.max(LOW)).isEqualTo(HIGH);
        assertThat(HIGH.max(HIGH)).isEqualTo(HIGH);
    }

    @Test
    void theHighestOfSomeIsNeverBelowTheFloor() {
        assertThat(RiskLevel.highest(MEDIUM, List.of())).isEqualTo(MEDIUM);
        assertThat(RiskLevel.highest(MEDIUM, List.of(LOW))).isEqualTo(MEDIUM);
        assertThat(RiskLevel.highest(MEDIUM, List.of(LOW, CRITICAL, HIGH))).isEqualTo(CRITICAL);
    }
}
