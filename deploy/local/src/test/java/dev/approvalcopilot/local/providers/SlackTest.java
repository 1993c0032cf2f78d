package dev.approvalcopilot.local.providers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvalcopilot.local.http.Answer;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlackTest {

    private static final String POST = "/slack/api/chat.postMessage";
    private static final String LIST = "/slack/api/conversations.list?types=public_channel&exclude_archived=true";

    private Client client;

    @BeforeEach
    void start() throws IOException {
        client = new Client(Tokens.ofAdaAndBob());
    }

    @AfterEach
    void stop() {
        client.close();
    }

    private Client.Reply post(String channel, String text, String token) throws IOException {
        return client.post(POST, token, Answer.object().put("channel", channel).put("text", text));
    }

    @Test
    void postsAMessage() throws IOException {
        var reply = post("#team-web", "The relaunch is done.", "ada-slack");

        assertThat(reply.body().path("ok").asBoolean()).isTrue();
        assertThat(reply.text("/ts")).matches("[0-9]{10}\\.[0-9]{6}");
        assertThat(reply.text("/message/text")).isEqualTo("The relaunch is done.");
        var effect = client.effects().path(0);
        assertThat(effect.path("target").asText()).isEqualTo("#team-web");
        assertThat(effect.path("summary").asText()).isEqualTo("Posted: The relaunch is done.");
        assertThat(effect.path("auditContext").asText()).isEqualTo("sha-256:digest-of-ada-slack");
    }

    @Test
    void postsByIdToo() throws IOException {
        assertThat(post("C0GENERAL01", "Hello", "ada-slack-post")
                        .body()
                        .path("ok")
                        .asBoolean())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "#nowhere, Hello, ada-slack, channel_not_found",
        "#relaunch-2025, Hello, ada-slack, is_archived",
        "#general, ' ', ada-slack, no_text",
        "#general, Hello, '', not_authed",
        "#general, Hello, unknown, invalid_auth",
        "#general, Hello, ada-github, invalid_auth",
        "#general, Hello, old-slack, token_expired",
        "#general, Hello, ada-slack-read, missing_scope",
    })
    void saysNoWithStatus200(String channel, String text, String token, String error) throws IOException {
        var reply = post(channel, text, token);

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body().path("ok").asBoolean()).isFalse();
        assertThat(reply.text("/error")).isEqualTo(error);
        assertThat(client.effects()).isEmpty();
    }

    @Test
    void namesTheMissingScope() throws IOException {
        var reply = client.get(LIST, "ada-slack-post");

        assertThat(reply.text("/error")).isEqualTo("missing_scope");
        assertThat(reply.text("/needed")).isEqualTo("channels:read");
        assertThat(reply.text("/provided")).isEqualTo("chat:write");
    }

    @Test
    void listsOpenChannels() throws IOException {
        var channels = client.get(LIST, "ada-slack-read").body().path("channels");

        assertThat(channels)
                .extracting(channel -> channel.path("name").asText())
                .containsExactly("general", "team-web", "random");
        assertThat(client.effects()).isEmpty();
    }
}
