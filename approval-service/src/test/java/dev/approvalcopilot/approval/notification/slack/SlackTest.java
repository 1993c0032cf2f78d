package dev.approvalcopilot.approval.notification.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.approvalcopilot.approval.testing.AnAction;
import dev.approvalcopilot.approval.testing.Receivers;
import dev.approvalcopilot.approval.testing.Receivers.Answer;
import dev.approvalcopilot.approval.testing.Receivers.Post;
import dev.approvalcopilot.approval.testing.Topics;
import dev.approvalcopilot.contracts.json.Json;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/** Against an HTTP server that answers in Slack's words. */
@QuarkusTest
class SlackTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    @Inject
    Jdbi jdbi;

    private static UUID held(Answer... answers) {
        var action = AnAction.deletingARepository().fromGroups("Security", "Platform");
        Receivers.answer(action.id(), answers);
        Topics.send(action.build());
        return action.id();
    }

    private static List<Post> posts(UUID action, int count) {
        return await("posts").atMost(SOON).until(() -> Receivers.slacks(action), posts -> posts.size() >= count);
    }

    private Map<String, Object> ended(UUID action) {
        return await("the end").atMost(SOON).until(() -> row(action), row -> !"DUE".equals(row.get("state")));
    }

    private Map<String, Object> row(UUID action) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                                select state, reason, attempts from notifications
                                where action = :action and channel = 'SLACK'""")
                        .bind("action", action)
                        .mapToMap()
                        .findOne())
                .orElse(Map.of("state", "DUE"));
    }

    @Test
    void getsOneMessageAChannelWithOneButtonAndNoArguments() throws Exception {
        var action = held();

        JsonNode body = Json.MAPPER.readTree(posts(action, 1).getFirst().body());

        assertThat(body.path("text").asText()).isEqualTo("CRITICAL: Delete a repository, planner");
        assertThat(body.findValuesAsText("type"))
                .containsExactly("section", "plain_text", "actions", "button", "plain_text");
        assertThat(body.findValuesAsText("url")).singleElement().asString().endsWith("/actions/" + action);
        assertThat(body.toString()).doesNotContain("octo", "old-site", "mrkdwn\":true", "action_id");
        assertThat(ended(action)).containsEntry("state", "SENT");
        assertThat(posts(action, 1)).hasSize(1);
    }

    @Test
    void isSentAgainWhenSlackHadTooMany() {
        var action = held(new Answer(429, "rate_limited", Map.of("Retry-After", "1")));

        posts(action, 2);

        assertThat(ended(action)).containsEntry("state", "SENT").containsEntry("attempts", 2);
    }

    @Test
    void isDeadWhenTheWebhookWasRemoved() {
        var action = held(new Answer(404, "no_service", Map.of()));

        assertThat(ended(action)).containsEntry("state", "DEAD").containsEntry("reason", "status_404");
        assertThat(Receivers.slacks(action)).hasSize(1);
    }

    @Test
    void isNotSentWhenSomethingElseSaysTwoHundred() {
        var action = held(new Answer(200, "<html>Log in to this network</html>", Map.of()));

        posts(action, 2);

        assertThat(ended(action)).containsEntry("state", "SENT").containsEntry("attempts", 2);
    }
}
