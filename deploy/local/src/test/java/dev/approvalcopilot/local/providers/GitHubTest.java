package dev.approvalcopilot.local.providers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvalcopilot.local.http.Answer;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GitHubTest {

    private static final String WEBSITE = "/github/repos/octo/website";
    private static final String OLD_SITE = "/github/repos/octo/old-site";

    private Client client;

    @BeforeEach
    void start() throws IOException {
        client = new Client(Tokens.ofAdaAndBob());
    }

    @AfterEach
    void stop() {
        client.close();
    }

    @Test
    void showsARepository() throws IOException {
        var reply = client.get(OLD_SITE, "ada-github");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.text("/full_name")).isEqualTo("octo/old-site");
        assertThat(reply.body().path("archived").asBoolean()).isTrue();
        assertThat(client.effects()).isEmpty();
    }

    @Test
    void listsOpenIssuesNewestFirst() throws IOException {
        var reply = client.get(WEBSITE + "/issues?state=open&per_page=2", "ada-github");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body()).hasSize(2);
        assertThat(reply.text("/0/number")).isEqualTo("8");
        assertThat(reply.text("/0/pull_request/html_url")).endsWith("/octo/website/pull/8");
        assertThat(reply.text("/0/user/login")).isEqualTo("dave");
    }

    @Test
    void createsAnIssue() throws IOException {
        var body = Answer.object().put("title", "Check the imprint").put("body", "Soon.");
        body.putArray("labels").add("bug");
        var reply = client.post(WEBSITE + "/issues", "ada-github", body);

        assertThat(reply.status()).isEqualTo(201);
        assertThat(reply.text("/number")).isEqualTo("9");
        assertThat(reply.text("/user/login")).isEqualTo("ada");
        assertThat(client.get(WEBSITE + "/issues", "bob-github").text("/0/title"))
                .isEqualTo("Check the imprint");
        assertThat(client.effects().at("/0/target").asText()).isEqualTo("octo/website#9");
    }

    @Test
    void refusesAnIssueWithoutTitle() throws IOException {
        var reply = client.post(WEBSITE + "/issues", "ada-github", Answer.object());

        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.text("/errors/0/field")).isEqualTo("title");
        assertThat(client.effects()).isEmpty();
    }

    @Test
    void comments() throws IOException {
        var reply = client.post(
                WEBSITE + "/issues/3/comments", "bob-github", Answer.object().put("body", "Fixed."));

        assertThat(reply.status()).isEqualTo(201);
        assertThat(reply.text("/html_url")).contains("/octo/website/issues/3#issuecomment-");
        assertThat(client.effects().at("/0/user").asText()).isEqualTo("auth0|bob");
    }

    @Test
    void mergesOnceAndThenNoMore() throws IOException {
        var first = client.send("PUT", WEBSITE + "/pulls/7/merge", "ada-github", "{}");
        var second = client.send("PUT", WEBSITE + "/pulls/7/merge", "ada-github", "{}");

        assertThat(first.status()).isEqualTo(200);
        assertThat(first.body().path("merged").asBoolean()).isTrue();
        assertThat(second.status()).isEqualTo(405);
        assertThat(client.effects()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "8, {}, 405", // conflicts with its base
        "3, {}, 404", // an issue
        "99, {}, 404",
    })
    void refusesToMerge(int number, String body, int status) throws IOException {
        assertThat(client.send("PUT", WEBSITE + "/pulls/" + number + "/merge", "ada-github", body)
                        .status())
                .isEqualTo(status);
        assertThat(client.effects()).isEmpty();
    }

    @Test
    void refusesToMergeAnotherHead() throws IOException {
        var body = Answer.object().put("sha", "0".repeat(40)).toString();

        assertThat(client.send("PUT", WEBSITE + "/pulls/7/merge", "ada-github", body)
                        .status())
                .isEqualTo(409);
    }

    @Test
    void deletesARepository() throws IOException {
        var reply = client.send("DELETE", OLD_SITE, "ada-github", "");

        assertThat(reply.status()).isEqualTo(204);
        assertThat(client.get(OLD_SITE, "ada-github").status()).isEqualTo(404);
        assertThat(client.send("DELETE", OLD_SITE, "ada-github", "").status()).isEqualTo(404);
        assertThat(client.effects()).hasSize(1);
    }

    @Test
    void letsNobodyElseDelete() throws IOException {
        var reply = client.send("DELETE", "/github/repos/octo/handbook", "bob-github", "");

        assertThat(reply.status()).isEqualTo(403);
        assertThat(reply.text("/message")).isEqualTo("Must have admin rights to Repository.");
        assertThat(client.effects()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"unknown", "old-github", "ada-slack"})
    void refusesWrongExpiredAndForeignTokens(String token) throws IOException {
        var reply = client.send("DELETE", OLD_SITE, token, "");

        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.text("/message")).isEqualTo("Bad credentials");
        assertThat(client.get(OLD_SITE, "ada-github").status()).isEqualTo(200);
    }

    @Test
    void asksForAToken() throws IOException {
        assertThat(client.get(OLD_SITE, "").text("/message")).isEqualTo("Requires authentication");
    }

    @Test
    void knowsNoOtherPath() throws IOException {
        assertThat(client.get("/github/repos/octo/website/hooks", "ada-github").status())
                .isEqualTo(404);
    }
}
