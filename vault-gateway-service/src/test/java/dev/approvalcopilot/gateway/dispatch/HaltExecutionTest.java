package dev.approvalcopilot.gateway.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.approvalcopilot.contracts.event.HaltScope;
import dev.approvalcopilot.gateway.halt.ChangeHalts;
import dev.approvalcopilot.gateway.testing.GrantBuilder;
import dev.approvalcopilot.gateway.testing.Resumed;
import dev.approvalcopilot.gateway.testing.ShortPatience;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What operators stopped does not run, whoever granted it and when. */
@QuarkusTest
class HaltExecutionTest extends GatewayScenario {

    @Inject
    ChangeHalts halts;

    @AfterEach
    void resumeAll() {
        Resumed.all(jdbi);
    }

    private void halt(String scope) {
        halts.halt(HaltScope.parse(scope), "a rehearsal", "auth0|olga");
    }

    private void haltAndResume(String scope) {
        halt(scope);
        halts.resume(HaltScope.parse(scope), "it went well", "auth0|olga");
        halts.resume(HaltScope.parse(scope), "it did", "auth0|otto");
    }

    private static GrantBuilder of(String epoch, GrantBuilder grant) {
        return grant.claims(claims -> claims.put("epoch", epoch));
    }

    private void assertRefused(JsonNode event, String code) {
        assertThat(event.path("code").asText()).isEqualTo(code);
    }

    private void assertNothingWasCalled(GrantBuilder grant) {
        assertThat(providers.calls()).isEmpty();
        assertThat(auth0.exchanges())
                .doesNotContain(grant.actionBytes().digest().value());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"all", "connection:github", "tool:github.create_issue", "agent:planner", "person:auth0|ada"})
    void aHaltOfWhateverCoversAnActionStopsItBeforeItsToken(String scope) {
        halt(scope);
        var grant = aGrant();

        assertRefused(awaitEvents(deliver(grant), "action.refused"), "halted");

        assertNothingWasCalled(grant);
    }

    @ParameterizedTest
    @ValueSource(strings = {"person:samlp|acme|Jane Doe", "agent:https://agent.acme.test/x"})
    void aHaltByAnUnusualNameStopsAsWell(String scope) {
        halt(scope);
        var grant = aGrant().of("samlp|acme|Jane Doe", "self")
                .action(action -> action.put("agent", "https://agent.acme.test/x"))
                .claims(claims -> claims.putObject("act").put("sub", "https://agent.acme.test/x"));

        assertRefused(awaitEvents(deliver(grant), "action.refused"), "halted");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "connection:sign-in-with-slack",
                "tool:github.list_issues",
                "agent:acme-agent",
                "person:auth0|bob"
            })
    void aHaltOfSomethingElseStopsNothingHere(String scope) {
        halt(scope);

        awaitEvents(deliver(aGrant()), "action.dispatching", "action.succeeded");
    }

    @Test
    void aGrantThatWaitsWhenTheHaltComesIsDead() {
        auth0.answerExchange(503, 1000);
        var grant = aGrant();
        var action = deliver(grant);
        await().atMost(LONG).until(() -> waitsFor(grant, "AUTH0_UNAVAILABLE"));

        halt("all");
        auth0.heal();

        assertRefused(awaitEvents(action, "action.refused"), "halted");
        assertNothingWasCalled(grant);
    }

    @Test
    void aHaltDuringTheLastReadStopsTheCallThatWouldFollow() {
        var deletion = aDeletion();
        providers.wait(800);
        deliver(deletion);
        await().atMost(LONG).until(() -> !providers.calls().isEmpty());

        halt("tool:github.delete_repository");

        assertRefused(awaitEvents(deletion.id(), "action.refused"), "halted");
        assertThat(methods()).containsExactly("GET");
        assertThat(state(deletion.id())).isEqualTo("REFUSED");
    }

    @ParameterizedTest
    @EnumSource
    void whatMayHaveBeenSentIsNeitherSentAgainNorLookedUp(SentBefore before) {
        halt("connection:github");
        var action = leave(
                switch (before) {
                    case READ -> aRead();
                    case WITH_A_KEY ->
                        aGrant().calling(
                                        ShortPatience.KEYED_TOOL,
                                        aGrant().actionTree().withObject("/arguments"));
                    case QUERYABLE -> aDeletion();
                },
                LeftOver.DISPATCHING,
                -1);

        awaitEvents(action, "action.unknown");

        assertThat(providers.calls()).isEmpty();
        assertThat(state(action)).isEqualTo("UNKNOWN");
    }

    enum SentBefore {
        READ,
        WITH_A_KEY,
        QUERYABLE
    }

    @Test
    void whatWasGrantedBeforeAResumptionStaysDead() {
        haltAndResume("connection:github");
        var before = of("0", aGrant());

        assertRefused(awaitEvents(deliver(before), "action.refused"), "epoch_over");

        assertNothingWasCalled(before);
    }

    @Test
    void whatIsGrantedAfterAResumptionRuns() {
        haltAndResume("connection:github");

        awaitEvents(deliver(of("1", aGrant())), "action.dispatching", "action.succeeded");
    }

    @Test
    void aResumptionOfSomethingElseKillsNothing() {
        haltAndResume("person:auth0|bob");

        awaitEvents(deliver(of("0", aGrant())), "action.dispatching", "action.succeeded");
    }

    @Test
    void anEpochThatThisGatewayHasNotReachedIsRefused() {
        assertRefused(awaitEvents(deliver(of("7", aGrant())), "action.refused"), "epoch_unknown");
    }

    @Test
    void whatCannotBeReadCountsAsHalted() {
        jdbi.useHandle(handle -> handle.execute("alter table halts rename to halts_out_of_sight"));
        var grant = aGrant();
        try {
            deliver(grant);

            await().atMost(LONG).until(() -> waitsFor(grant, "HALTS_UNREADABLE"));
            awaitAnotherAttempt(grant.id());
            assertNothingWasCalled(grant);
        } finally {
            jdbi.useHandle(handle -> handle.execute("alter table halts_out_of_sight rename to halts"));
        }

        awaitEvents(grant.id(), "action.dispatching", "action.succeeded");
    }

    @Test
    void whatCouldNotBeReadUntilTheGrantRanOutIsARefusalThatSaysSo() {
        jdbi.useHandle(handle -> handle.execute("alter table halts rename to halts_out_of_sight"));
        try {
            var grant = aGrant();
            deliver(grant);
            await().atMost(LONG).until(() -> waitsFor(grant, "HALTS_UNREADABLE"));
            jdbi.useHandle(handle ->
                    handle.execute("update ledger set expires_at = clock_timestamp() where action_id = ?", grant.id()));

            assertRefused(awaitEvents(grant.id(), "action.refused"), "halts_unreadable");
        } finally {
            jdbi.useHandle(handle -> handle.execute("alter table halts_out_of_sight rename to halts"));
        }
    }

    private boolean waitsFor(GrantBuilder grant, String obstacle) {
        return jdbi.withHandle(handle -> handle.createQuery(
                                "select coalesce(waiting_for, '') from ledger where action_id = :id")
                        .bind("id", grant.id())
                        .mapTo(String.class)
                        .findOne()
                        .orElse(""))
                .equals(obstacle);
    }
}
