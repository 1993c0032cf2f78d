package dev.approvalcopilot.contracts.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HaltScopeTest {

    @ParameterizedTest
    @ValueSource(strings = {"all", "connection:slack", "tool:slack.post_message", "agent:planner", "person:auth0|a:b"})
    void isReadAsWritten(String text) {
        assertThat(HaltScope.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "ALL", "all:x", "tool", "tool:", "tool: ", "service:planner", ":x", "person:ada", "agent: x"
            })
    void refusesWhatIsNoScope(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> HaltScope.parse(text));
    }

    @Test
    void everyActionIsCoveredByEachKind() {
        assertThat(HaltScope.covering("slack", "slack.post_message", "planner", "auth0|ada"))
                .extracting(HaltScope::toString)
                .containsExactly(
                        "all", "connection:slack", "tool:slack.post_message", "agent:planner", "person:auth0|ada");
    }
}
