package dev.approvalcopilot.gateway.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvalcopilot.contracts.json.Json;
import dev.approvalcopilot.gateway.testing.GrantBuilder;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

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
