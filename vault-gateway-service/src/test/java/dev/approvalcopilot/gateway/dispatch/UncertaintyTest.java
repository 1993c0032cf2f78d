package dev.approvalcopilot.gateway.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.approvalcopilot.gateway.testing.ShortPatience;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that do not come, come late or say nothing. */
@QuarkusTest
class UncertaintyTest extends GatewayScenario {

    @Test
    void aWriteWithoutAnAnswerIsUnknownAndNeverSentAgain() {
        providers.dropAfterApplying(1);
        var action = deliver(aGrant());

        var unknown = awaitEvents(action, "action.dispatching", "action.unknown");

        assertThat(unknown.path("detail").asText()).contains("github.create_issue", "may have happened");
        assertNothingFollows(action);
        assertThat(effects()).hasSize(1);
        assertThat(providers.calls()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 501, 502, 503, 504, 408, 418})
    void aWriteAnsweredWithAServersErrorIsUnknownAndNeverSentAgain(int status) {
        providers.answer(status, 1);
        var action = deliver(aGrant());

        awaitEvents(action, "action.dispatching", "action.unknown");

        assertNothingFollows(action);
        assertThat(providers.calls()).hasSize(1);
    }

    /** Slack posts and then says so: the ledger of the provider has it, and the agent must not post again. */
    @ParameterizedTest
    @ValueSource(strings = {"fatal_error", "internal_error", "no_word_of_the_list"})
    void aNoThatProvesNothingLeavesAPostUnknownAndItIsNotSentAgain(String word) {
        providers.slackSays("POST", true, word, 1);
        var action = deliver(aPost());

        var unknown = awaitEvents(action, "action.dispatching", "action.unknown");

        assertThat(unknown.path("detail").asText()).contains(word, "may have happened");
        assertNothingFollows(action);
        assertThat(effects()).containsExactly("post_message");
        assertThat(methods()).containsExactly("POST");
    }

    @Test
    void aNoThatTheManifestListsFailed() {
        providers.slackSays("POST", false, "channel_not_found", 1);

        var failed = awaitEvents(deliver(aPost()), "action.dispatching", "action.failed");

        assertThat(failed.path("code").asText()).isEqualTo("channel_not_found");
        assertThat(failed.has("detail")).isFalse();
    }

    @Test
    void aWriteThatWasSurelyTurnedAwayIsSentAgainAndHappensOnce() {
        providers.answer(429, 2);

        awaitEvents(deliver(aGrant()), "action.dispatching", "action.succeeded");

        assertThat(effects()).containsExactly("create_issue");
        assertThat(providers.calls()).hasSize(3);
    }

    @Test
    void a403ThatIsARateLimitIsSentAgain() {
        var limit = Map.of("message", "API rate limit exceeded for user ID 1.");
        providers.say("POST", false, 403, Map.of("Retry-After", "1"), limit, 1);
        providers.say("GET", false, 403, Map.of("Retry-After", "1"), limit, 1);

        awaitEvents(deliver(aGrant()), "action.dispatching", "action.succeeded");
        awaitEvents(deliver(aRead()), "action.dispatching", "action.succeeded");

        assertThat(effects()).containsExactly("create_issue");
        assertThat(methods()).containsExactlyInAnyOrder("POST", "POST", "GET", "GET");
    }

    @Test
    void aWriteThatIsTurnedAwayBeyondTheGrantsLifeFailedAndNothingHappened() {
        providers.say("POST", false, 429, Map.of("Retry-After", "3600"), Map.of("message", "slow down"), 1);
        var action = deliver(aGrant());

        var failed = awaitEvents(action, "action.dispatching", "action.failed");

        assertThat(failed.path("code").asText()).isEqualTo("429 slow down");
        assertThat(effects()).isEmpty();
    }

    @Test
    void aWriteIsNotSentForEverToWhoTurnsItAway() {
        providers.answer(429, 100);

        awaitEvents(deliver(aGrant()), "action.dispatching", "action.failed");

        assertThat(providers.calls()).hasSize(4);
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 307, 308})
    void aRenamedRepositoryIsNotFollowedAndTheAnswerSaysWhereItIsNow(int status) {
        var location = "https://api.github.com/repositories/1296269/issues";
        providers.say("POST", false, status, Map.of("Location", location), Map.of("message", "Moved"), 1);

        var failed = awaitEvents(deliver(aGrant()), "action.dispatching", "action.failed");

        assertThat(failed.path("code").asText()).isEqualTo(status + " Moved");
        assertThat(failed.path("detail").asText()).contains("it is now at " + location, "Nothing was done");
        assertThat(providers.calls()).hasSize(1);
    }

    @Test
    void anAccountThatWasRevokedAtTheProviderSaysToReconnect() {
        providers.say("POST", false, 401, Map.of(), Map.of("message", "Bad credentials"), 1);

        var failed = awaitEvents(deliver(aGrant()), "action.dispatching", "action.failed");

        assertThat(failed.path("code").asText()).isEqualTo("provider_401");
        assertThat(failed.path("detail").asText())
                .contains("Reconnect GitHub at " + ShortPatience.CONNECT_URL + " and ask again");
    }

    @ParameterizedTest
    @ValueSource(strings = {"token_revoked", "invalid_auth", "account_inactive"})
    void slackSaysInASuccessThatTheAccountWasRevoked(String word) {
        providers.slackSays("POST", false, word, 1);

        var failed = awaitEvents(deliver(aPost()), "action.dispatching", "action.failed");

        assertThat(failed.path("code").asText()).isEqualTo(word);
        assertThat(failed.path("detail").asText()).contains("Reconnect Slack at");
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 503})
    void aReadThatWasTurnedAwayIsAskedAgainALimitedNumberOfTimes(int status) {
        providers.answer(status, 3);
        awaitEvents(deliver(aRead()), "action.dispatching", "action.succeeded");
        assertThat(providers.calls()).hasSize(4);

        providers.reset();
        providers.answer(status, 100);
        var failed = awaitEvents(deliver(aRead()), "action.dispatching", "action.failed");
        assertThat(failed.path("code").asText()).startsWith(Integer.toString(status));
        assertThat(providers.calls()).hasSize(4);
    }

    @Test
    void aWriteThatTakesTooLongIsUnknown() {
        providers.wait(4000);
        var action = deliver(aGrant());

        awaitEvents(action, "action.dispatching", "action.unknown");

        assertNothingFollows(action);
        assertThat(providers.calls()).hasSize(1);
        // It happened after all, when nobody waited for it any more.
        await().atMost(LONG).until(() -> effects().size() == 1);
    }

    @Test
    void aReadWithoutAnAnswerIsSentOnceMore() {
        providers.drop(1);

        awaitEvents(deliver(aRead()), "action.dispatching", "action.succeeded");

        assertThat(providers.calls()).hasSize(2);
    }

    @Test
    void aReadWhoseAnswerIsTooLargeSaysToAskForLess() {
        var large = Map.of("title", "x".repeat(ShortPatience.MAX_ANSWER_BYTES));
        providers.say("GET", false, 200, Map.of(), List.of(large), 1);

        var failed = awaitEvents(deliver(aRead()), "action.dispatching", "action.failed");

        assertThat(failed.path("code").asText()).isEqualTo("answer_too_large");
        assertThat(failed.path("detail").asText())
                .contains("larger than " + ShortPatience.MAX_ANSWER_BYTES + " bytes", "Ask for less");
        assertThat(providers.calls()).hasSize(1);
    }

    @Test
    void aReadThatGetsNoAnswerTwiceFailed() {
        providers.drop(2);
        var action = deliver(aRead());

        var failed = awaitEvents(action, "action.dispatching", "action.failed");

        assertThat(failed.path("code").asText()).isEqualTo("no_answer");
        assertNothingFollows(action);
        assertThat(providers.calls()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 503})
    void anExchangeThatCannotBeHadNowIsTriedAgain(int status) {
        auth0.answerExchange(status, 2);

        awaitEvents(deliver(aGrant()), "action.dispatching", "action.succeeded");

        assertThat(effects()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"503, auth0_unavailable", "429, auth0_rate_limited"})
    void anExchangeThatCannotBeHadWhileTheGrantLivesIsARefusal(int status, String code) {
        auth0.answerExchange(status, 100);
        var grant =
                aGrant().claims(claims -> claims.put("exp", claims.path("iat").asLong() + 4));

        var refused = awaitEvents(deliver(grant), "action.refused");

        assertThat(refused.path("code").asText()).isEqualTo(code);
        assertThat(providers.calls()).isEmpty();
    }

    @Test
    void anExchangeThatAuth0ForbidsIsARefusalAndNotTriedAgain() {
        auth0.answerExchange(403, 1);

        var refused = awaitEvents(deliver(aGrant()), "action.refused");

        assertThat(refused.path("code").asText()).isEqualTo("auth0_denied");
    }

    @Test
    void anExchangeThatComesLateIsTriedAgain() {
        auth0.delayExchange(1500, 1);

        awaitEvents(deliver(aGrant()), "action.dispatching", "action.succeeded");

        assertThat(effects()).hasSize(1);
    }

    @Test
    void aConsentThatWasWithdrawnIsARefusalThatSaysWhatToDo() {
        auth0.withdrawConsent("bob", "github");
        try {
            var refused =
                    awaitEvents(deliver(aGrant().of("auth0|bob", auth0.account("bob", "github"))), "action.refused");

            assertThat(refused.path("code").asText()).isEqualTo("consent_withdrawn");
            assertThat(refused.path("detail").asText()).contains("Reconnect GitHub");
        } finally {
            auth0.disconnect("bob", "github");
        }
    }
}
