package dev.approvalcopilot.local.providers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.approvalcopilot.local.http.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProvidersStandInTest {

    private static final String OLD_SITE = "/github/repos/octo/old-site";
    private static final String ON_DELETE =
            "\"match\":{\"method\":\"DELETE\",\"pathPrefix\":\"/github/repos/octo\"},\"times\":1";

    private Client client;

    @BeforeEach
    void start() throws IOException {
        client = new Client(Tokens.ofAdaAndBob());
    }

    @AfterEach
    void stop() {
        client.close();
    }

    private Client.Reply delete() throws IOException {
        return client.send("DELETE", OLD_SITE, "ada-github", "");
    }

    @Test
    void numbersEffectsAndSaysWhoseTheyAre() throws IOException {
        delete();
        client.post(
                "/slack/api/chat.postMessage",
                "ada-slack",
                Answer.object().put("channel", "#general").put("text", "Hi"));

        assertThat(client.effects())
                .extracting(effect -> effect.path("seq").asInt())
                .containsExactly(1, 2);
        var first = client.effects().path(0);
        assertThat(first.path("user").asText()).isEqualTo("auth0|ada");
        assertThat(first.path("provider").asText()).isEqualTo("github");
        assertThat(first.path("operation").asText()).isEqualTo("delete_repository");
        assertThat(client.get("/__local/effects?after=1", "").body().path("effects"))
                .hasSize(1);
    }

    @Test
    void notesWhenEachCallArrived() throws IOException {
        var before = Instant.now();
        client.get(OLD_SITE, "ada-github");
        client.get(OLD_SITE, "unknown");

        var first = client.calls().path(0);
        assertThat(Instant.parse(first.path("at").asText())).isBetween(before, Instant.now());
        long nanos = first.path("epochNanos").asLong();
        assertThat(Duration.between(before, Instant.ofEpochSecond(0, nanos))).isLessThan(Duration.ofSeconds(10));
        assertThat(first.path("operation").asText()).isEqualTo("get_repository");
        assertThat(first.path("status").asInt()).isEqualTo(200);
        assertThat(client.calls().path(1).path("status").asInt()).isEqualTo(401);
    }

    @Test
    void keepsNoToken() throws IOException {
        client.get(OLD_SITE, "ada-github");
        delete();

        assertThat(client.calls().toString() + client.effects()).doesNotContain("\"ada-github\"");
    }

    @Test
    void dropsTheAnswerAfterApplying() throws IOException {
        client.order("{\"kind\":\"DROP_AFTER_APPLY\"," + ON_DELETE + "}");

        assertThatThrownBy(this::delete).isInstanceOf(IOException.class);
        assertThat(client.effects()).hasSize(1);
        assertThat(client.calls().at("/0/state").asText()).isEqualTo("dropped");
    }

    @Test
    void dropsTheRequestBeforeApplying() throws IOException {
        client.order("{\"kind\":\"DROP_BEFORE_APPLY\"," + ON_DELETE + "}");

        assertThatThrownBy(this::delete).isInstanceOf(IOException.class);
        assertThat(client.effects()).isEmpty();
        assertThat(delete().status()).isEqualTo(204);
    }

    @Test
    void answersAnOrderedStatusWithoutApplying() throws IOException {
        client.order("{\"kind\":\"STATUS\",\"status\":502," + ON_DELETE + "}");

        assertThat(client.get(OLD_SITE, "ada-github").status()).isEqualTo(200);
        assertThat(delete().status()).isEqualTo(502);
        assertThat(client.effects()).isEmpty();
    }

    @Test
    void isSlowAsOrdered() throws IOException {
        client.order("{\"kind\":\"SLOW\",\"millis\":300," + ON_DELETE + "}");
        long start = System.nanoTime();

        assertThat(delete().status()).isEqualTo(204);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"kind\":\"MELT\"}", "{\"kind\":\"DROP\",\"times\":0}", "no json"})
    void refusesAnOrderThatItDoesNotKnow(String order) throws IOException {
        assertThat(client.send("POST", "/__local/faults", "", order).status()).isEqualTo(400);
    }

    @Test
    void resetsEverything() throws IOException {
        delete();
        client.order("{\"kind\":\"STATUS\",\"status\":502}");

        assertThat(client.send("POST", "/__local/reset", "", "").status()).isEqualTo(204);
        assertThat(client.effects()).isEmpty();
        assertThat(client.calls()).isEmpty();
        assertThat(client.get(OLD_SITE, "ada-github").status()).isEqualTo(200);
    }

    @Test
    void answers503WhenTokensCannotBeLookedUp() throws IOException {
        try (var lonely = new Client(_ -> {
            throw new UncheckedIOException(new IOException("no route"));
        })) {
            assertThat(lonely.get(OLD_SITE, "ada-github").status()).isEqualTo(503);
        }
    }
}
