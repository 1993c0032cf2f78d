package dev.approvalcopilot.risk.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DemandsTest {

    private static Demands waiting(Duration expiry, Duration dwell) {
        return new Demands(expiry, null, null, dwell, null);
    }

    private static Demands quorum(int approvers) {
        return new Demands(null, approvers, null, null, null);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5})
    void aQuorumIsOfOneToFive(int approvers) {
        assertThat(quorum(approvers).quorum()).isEqualTo(approvers);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 6})
    void anotherQuorumIsNone(int approvers) {
        assertThatThrownBy(() -> quorum(approvers)).hasMessageContaining("quorum");
    }

    @Test
    void timesArePositive() {
        assertThat(waiting(Duration.ofSeconds(1), Duration.ofSeconds(2)).dwell())
                .isEqualTo(Duration.ofSeconds(2));
        assertThatThrownBy(() -> waiting(Duration.ZERO, null)).hasMessageContaining("expiry");
        assertThatThrownBy(() -> waiting(null, Duration.ZERO)).hasMessageContaining("dwell");
    }

    @Test
    void aLoginCannotBeExcused() {
        assertThatThrownBy(() -> new Demands(null, null, null, null, false)).hasMessageContaining("freshLogin");
    }

    @Test
    void groupsAreNamedOrNotAskedFor() {
        assertThat(new Demands(null, null, Set.of("security"), null, null).groups())
                .containsExactly("security");
        assertThat(Demands.NONE.groups()).isNull();
        assertThatThrownBy(() -> new Demands(null, null, Set.of(), null, null)).hasMessageContaining("groups");
    }
}
