package dev.approvalcopilot.local.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class PlanTest {
    @Test
    void takesTenActionsForEachPlaceButAHundredAtLeast() {
        var plan = new Plan(List.of(1, 32), 0, 0);

        assertThat(List.of(plan.actionsAt(1), plan.actionsAt(32))).containsExactly(100, 320);
    }

    @Test
    void takesAsManyActionsAsItIsTold() {
        assertThat(new Plan(List.of(32), 7, 0).actionsAt(32)).isEqualTo(7);
    }

    @Test
    void staysBelowWhatThePlannerLetsTwoPeopleHaveOpen() {
        assertThatThrownBy(() -> new Plan(List.of(1, 81), 0, 0)).hasMessage("a concurrency is from 1 to 80, not 81");
    }

    @Test
    void hasABound() {
        assertThatThrownBy(() -> new Plan(List.of(1), 5_001, 0))
                .hasMessage("the number of actions is from 0 to 5000, not 5001");
    }
}
