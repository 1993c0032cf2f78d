package dev.approvalcopilot.local.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvalcopilot.local.client.KillSwitch.Halt;
import dev.approvalcopilot.local.client.KillSwitch.Question;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class HaltLineTest {
    private static final Instant SINCE = Instant.parse("2026-11-24T10:00:00Z");

    private static String line(String reason, Question question) {
        return HaltLine.of(new Halt("tool:slack.post_message", true, reason, "auth0|olga", SINCE, 0, question, null));
    }

    @Test
    void saysWhatIsHaltedSinceWhenByWhomAndWhy() {
        assertThat(line("Slack leaks", null))
                .isEqualTo("2026-11-24T10:00:00Z  halted   tool:slack.post_message  by auth0|olga: Slack leaks");
    }

    @Test
    void saysWhatWaitsForASecondOperator() {
        assertThat(line("Slack leaks", new Question("auth0|otto", "mended", SINCE)))
                .endsWith("(auth0|otto asked at 2026-11-24T10:00:00Z to resume: mended; a second operator has to say so"
                        + " too)");
    }

    @Test
    void saysWhatTheGatewayNotes() {
        var halt = new Halt("agent:planer", true, "why", "auth0|olga", SINCE, 0, null, "Do you mean planner?");

        assertThat(HaltLine.of(halt)).endsWith("auth0|olga: why  (Do you mean planner?)");
    }

    @Test
    void letsNoEscapeSequencePass() {
        assertThat(line("a\033[2J\u202Eb", null)).endsWith("a[U+001B][2J[U+202E]b");
    }
}
