package dev.approvalcopilot.contracts.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvalcopilot.contracts.event.HaltScope;
import dev.approvalcopilot.contracts.json.Json;
import dev.approvalcopilot.contracts.own.Limit;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AgentTest {

    static Stream<String> agents() {
        return Stream.of("planner", "https://agent.acme.test/x", "bob@agents.acme.test", "two words", "x".repeat(255));
    }

    @ParameterizedTest
    @MethodSource("agents")
    void canBeHaltedAndNamedInALimit(String name) {
        assertThat(HaltScope.parse("agent:" + new Agent(name)).name()).isEqualTo(name);
        var limit = new Limit(new UUID(1, 2), name, null, null, null, null, null);

        assertThat(limit.forbids(name, "slack.post_message", "slack", Json.MAPPER.createObjectNode()))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", " agent", "agent ", "a\nb", "\u00e4gent", "agent\u200b"})
    void isPrintableAsciiWithoutASpaceAtAnEnd(String name) {
        assertThat(Agent.holds(name)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {256, 100_000})
    void hasAtMost255Characters(int length) {
        assertThat(Agent.fault("x".repeat(length)))
                .hasValue("The name of an agent (azp) has " + length + " characters. At most 255 can be used here.");
    }
}
