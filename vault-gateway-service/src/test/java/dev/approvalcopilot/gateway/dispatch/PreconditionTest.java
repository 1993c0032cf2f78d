package dev.approvalcopilot.gateway.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvalcopilot.contracts.json.Json;
import dev.approvalcopilot.gateway.testing.GrantBuilder;
import dev.approvalcopilot.gateway.testing.ShortPatience;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What was approved must still be what is there. */
@QuarkusTest
class PreconditionTest extends GatewayScenario {

    private static final String HEAD = "6dcb09b5b57875f334f61aebed695e2e4193db5e";

    private GrantBuilder aMerge(int number) {
        var merge = arguments("octo", "website").put("pull_number", number).put("expected_head_sha", HEAD);
        return aGrant().calling("github.merge_pull_request", merge);
    }

    @Test
    void whatIsStillSoIsDone() {
        awaitEvents(deliver(aMerge(7)), "action.dispatching", "action.succeeded");

        assertThat(methods()).containsExactly("GET", "PUT");
        assertThat(effects()).containsExactly("merge_pull_request");
    }

    @Test
    void aRepositoryThatSomebodyPushedToIsNotDeleted() {
        providers.push("old-site", 0);

        var refused = awaitEvents(deliver(aDeletion()), "action.refused");

        assertThat(refused.path("code").asText()).isEqualTo("precondition_changed");
        assertThat(refused.path("detail").asText())
                .contains("the last push to the repository", "from \"2023-02-14T16:20:00Z\" to \"20");
        assertThat(methods()).containsExactly("GET");
        assertThat(effects()).isEmpty();
    }

    @Test
    void aPullRequestThatSomebodyPushedToIsNotMerged() {
        providers.push("website", 7);

        var refused = awaitEvents(deliver(aMerge(7)), "action.refused");

        assertThat(refused.path("code").asText()).isEqualTo("precondition_changed");
        assertThat(refused.path("detail").asText()).contains("the newest commit of the pull request", HEAD);
        assertThat(methods()).containsExactly("GET");
    }

    @Test
    void anIdWithAnotherNameThanTheApprovedOneIsRefused() {
        var archive =
                Json.MAPPER.createObjectNode().put("channel", "C0RANDOM001").put("name", "team-web");
        var grant = aGrant().calling("slack.archive_channel", archive)
                .of("auth0|ada", auth0.account("ada", "sign-in-with-slack"));

        var refused = awaitEvents(deliver(grant), "action.refused");

        assertThat(refused.path("detail").asText())
                .contains("the name of the channel, from \"team-web\" to \"random\"");
        assertThat(effects()).isEmpty();
    }

    @Test
    void whatIsNotThereIsNotReadable() {
        var refused = awaitEvents(deliver(aMerge(99)), "action.refused");

        assertThat(refused.path("code").asText()).isEqualTo("precondition_unreadable");
        assertThat(refused.path("detail").asText()).contains("the provider answered 404");
        assertThat(methods()).containsExactly("GET");
    }

    private GrantBuilder anArchiving() {
        var archive =
                Json.MAPPER.createObjectNode().put("channel", "C0RANDOM001").put("name", "random");
        return aGrant().calling("slack.archive_channel", archive)
                .of("auth0|ada", auth0.account("ada", "sign-in-with-slack"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"fatal_error", "internal_error", "ratelimited", "service_unavailable", "no_word_of_the_list"})
    void aNoThatMayPassIsReadAgain(String word) {
        providers.slackSays("GET", false, word, 1);

        awaitEvents(deliver(anArchiving()), "action.dispatching", "action.succeeded");

        assertThat(methods()).containsExactly("GET", "GET", "POST");
        assertThat(effects()).containsExactly("archive_channel");
    }

    @Test
    void aPlainNoIsARefusal() {
        providers.slackSays("GET", false, "channel_not_found", 1);

        var refused = awaitEvents(deliver(anArchiving()), "action.refused");

        assertThat(refused.path("code").asText()).isEqualTo("precondition_unreadable");
        assertThat(methods()).containsExactly("GET");
    }

    @ParameterizedTest
    @ValueSource(ints = {402, 408, 418, 500, 501})
    void aStatusThatTheManifestDoesNotListIsReadAgain(int status) {
        providers.answer("GET", status, 1);

        awaitEvents(deliver(aMerge(7)), "action.dispatching", "action.succeeded");

        assertThat(methods()).containsExactly("GET", "GET", "PUT");
    }

    @Test
    void anAnswerThatIsTooLargeIsARefusal() {
        var large = Map.of("title", "x".repeat(ShortPatience.MAX_ANSWER_BYTES));
        providers.say("GET", false, 200, Map.of(), large, 1);

        var refused = awaitEvents(deliver(aMerge(7)), "action.refused");

        assertThat(refused.path("code").asText()).isEqualTo("precondition_unreadable");
        assertThat(refused.path("detail").asText()).contains("its answer is larger than");
        assertThat(methods()).containsExactly("GET");
    }

    @Test
    void a403ThatIsARateLimitIsReadAgain() {
        providers.say("GET", false, 403, Map.of("x-ratelimit-remaining", "0"), Map.of("message", "limit"), 1);

        awaitEvents(deliver(aMerge(7)), "action.dispatching", "action.succeeded");

        assertThat(methods()).containsExactly("GET", "GET", "PUT");
    }

    @Test
    void anAccountThatWasRevokedSaysToReconnect() {
        providers.say("GET", false, 401, Map.of(), Map.of("message", "Bad credentials"), 1);

        var refused = awaitEvents(deliver(aMerge(7)), "action.refused");

        assertThat(refused.path("code").asText()).isEqualTo("consent_withdrawn");
        assertThat(refused.path("detail").asText()).contains("Reconnect GitHub at " + ShortPatience.CONNECT_URL);
    }

    @Test
    void whatWasRenamedIsNotReadableAndSaysWhereItIs() {
        var location = "https://api.github.com/repositories/7/pulls/7";
        providers.say("GET", false, 301, Map.of("Location", location), Map.of("message", "Moved Permanently"), 1);

        var refused = awaitEvents(deliver(aMerge(7)), "action.refused");

        assertThat(refused.path("detail").asText()).contains("it is now at " + location);
        assertThat(methods()).containsExactly("GET");
    }

    @Test
    void anEventWithoutATitleIsDeletedByItsEmptyTitle() {
        var create = Json.MAPPER
                .createObjectNode()
                .put("start", "2026-12-03T09:00:00+01:00")
                .put("end", "2026-12-03T10:00:00+01:00");
        var account = auth0.account("ada", "google-oauth2");
        var created = awaitEvents(
                        deliver(aGrant().calling("calendar.create_event", create)
                                .of("auth0|ada", account)),
                        "action.dispatching",
                        "action.succeeded")
                .path("result");
        var delete = Json.MAPPER
                .createObjectNode()
                .put("event_id", created.path("id").asText())
                .put("title", "")
                .put("expected_updated", created.path("updated").asText());

        awaitEvents(
                deliver(aGrant().calling("calendar.delete_event", delete).of("auth0|ada", account)),
                "action.dispatching",
                "action.succeeded");

        assertThat(effects()).containsExactly("create_event", "delete_event");
    }

    @Test
    void aReadThatFailsForAMomentIsMadeAgain() {
        providers.answer("GET", 503, 1);
        providers.drop("GET", 1);

        awaitEvents(deliver(aMerge(7)), "action.dispatching", "action.succeeded");

        assertThat(methods()).containsExactly("GET", "GET", "GET", "PUT");
        assertThat(effects()).hasSize(1);
    }

    @Test
    void whatCannotBeReadWhileTheGrantLivesIsARefusal() {
        providers.answer("GET", 503, 100);
        var grant =
                aMerge(7).claims(claims -> claims.put("exp", claims.path("iat").asLong() + 4));

        var refused = awaitEvents(deliver(grant), "action.refused");

        assertThat(refused.path("code").asText()).isEqualTo("precondition_unreadable");
        assertThat(methods()).containsOnly("GET");
    }

    @Test
    void withoutATokenNothingIsRead() {
        auth0.answerExchange(403, 1);

        awaitEvents(deliver(aMerge(7)), "action.refused");

        assertThat(providers.calls()).isEmpty();
    }

    @Test
    void oneTokenServesReadAndCall() {
        var grant = aMerge(7);

        awaitEvents(deliver(grant), "action.dispatching", "action.succeeded");

        assertThat(auth0.exchanges())
                .containsOnlyOnce(grant.actionBytes().digest().value());
    }
}
