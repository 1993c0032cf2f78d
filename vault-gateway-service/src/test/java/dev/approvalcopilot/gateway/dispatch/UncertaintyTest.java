package dev.approvalcopilot.gateway.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
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
    @ValueSource(ints = {500, 502, 504})
    void aWriteAnsweredWithAServersErrorIsUnknownAndNeverSentAgain(int status) {
        providers.answer(status, 1);
        var action = deliver(aGrant());

        awaitEvents(action, "action.dispatching", "action.unknown");

        assertNothingFollows(action);
        assertThat(providers.calls()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 503})
    void aWriteThatWasTurnedAwayFailed(int status) {
        providers.answer(status, 1);

        var failed = awaitEvents(deliver(aGrant()), "action.dispatching", "action.failed");

        assertThat(failed.path("code").asText()).startsWith(Integer.toString(status));
        assertThat(effects()).isEmpty();
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
    }

    @Test
    void aReadWithoutAnAnswerIsSentOnceMore() {
        providers.drop(1);

        awaitEvents(deliver(aRead()), "action.dispatching", "action.succeeded");

        assertThat(providers.calls()).hasSize(2);
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
            assertThat(refused.path("detail").asText()).contains("Connect GitHub");
        } finally {
            auth0.disconnect("bob", "github");
        }
    }
}
