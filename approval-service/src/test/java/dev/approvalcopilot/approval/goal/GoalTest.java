package dev.approvalcopilot.approval.goal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.approvalcopilot.contracts.event.RunRequested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GoalTest {
    @Test
    void isWhatWasTypedWithoutTheBlanksAround() {
        assertThat(Goal.of("  Tidy up.\r\nThen tell me.\n").text()).isEqualTo("Tidy up.\nThen tell me.");
    }

    @Test
    void isAsLongAsThePlannerTakes() {
        assertThat(Goal.flaw("x".repeat(RunRequested.MAX_GOAL_CHARS))).isEmpty();
        assertThat(Goal.flaw("x".repeat(RunRequested.MAX_GOAL_CHARS + 1)))
                .hasValue("A goal has at most 4,000 characters; this one has 4,001.");
    }

    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "'', Say what the agent shall do.",
                "' \n ', Say what the agent shall do.",
                "'a\u0000b', It holds a character that cannot be stored.",
                "'a\ud800b', It holds a character that cannot be stored."
            })
    void hasItsFlawSaid(String typed, String words) {
        assertThat(Goal.flaw(typed)).hasValue(words.strip());
        assertThatThrownBy(() -> Goal.of(typed)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void staysOutOfLogs() {
        assertThat(Goal.of("tidy up").toString()).doesNotContain("tidy");
    }
}
