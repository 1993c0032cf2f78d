package dev.approvalcopilot.approval.notification.slack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvalcopilot.approval.notification.Kind;
import dev.approvalcopilot.approval.testing.Messages;
import dev.approvalcopilot.contracts.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SlackTextTest {
    @ParameterizedTest
    @ValueSource(strings = {"<!channel>", "<@U012AB3CD>", "<https://evil.example|your bank>", "&lt;!here&gt;", "a & b"})
    void whatSlackWouldReadAsMarkupIsEscaped(String hostile) throws Exception {
        var body = Json.MAPPER.readTree(SlackText.json(Messages.by(hostile)));

        assertThat(body.toString()).doesNotContain("<", ">");
        assertThat(body.path("text").asText())
                .contains(hostile.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"));
        assertThat(body.path("mrkdwn").asBoolean()).isFalse();
    }

    @Test
    void untilWhenIsSaidOfADecisionAndNotOfWhatMayHaveHappened() throws Exception {
        assertThat(SlackText.json(Messages.by("planner"))).contains("Until ");
        assertThat(SlackText.json(Messages.by("planner", Kind.OUTCOME_UNKNOWN))).doesNotContain("Until ");
    }

    @Test
    void whatIsTooLongIsCutAndSaysSo() throws Exception {
        var body = Json.MAPPER.readTree(SlackText.json(Messages.by("x".repeat(5000))));

        assertThat(body.path("text").asText()).hasSizeLessThan(400).endsWith("…");
    }
}
