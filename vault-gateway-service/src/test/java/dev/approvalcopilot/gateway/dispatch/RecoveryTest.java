package dev.approvalcopilot.gateway.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.util.Base64;
import org.junit.jupiter.api.Test;

/** Rows that a killed gateway left behind. */
@QuarkusTest
class RecoveryTest extends GatewayScenario {

    @Test
    void aClaimThatWasNotWorkedOnRuns() {
        var action = leave(aGrant(), LeftOver.CLAIMED, -1);

        awaitEvents(action, "action.dispatching", "action.succeeded");

        assertThat(effects()).hasSize(1);
    }

    @Test
    void aClaimIsCheckedAnew() {
        var other = aGrant().calling(
                        "github.create_issue", arguments("octo", "website").put("title", "Swapped"));
        var grant = aGrant().bytes(_ -> other.actionBytes().toByteArray());

        var refused = awaitEvents(leave(grant, LeftOver.CLAIMED, -1), "action.refused");

        assertThat(refused.path("code").asText()).isEqualTo("digest");
        assertThat(providers.calls()).isEmpty();
    }

    @Test
    void aClaimWhoseGrantHasRunOutIsRefused() {
        var grant = aGrant();
        leave(grant, LeftOver.CLAIMED, 2);
        jdbi.useHandle(handle ->
                handle.execute("update ledger set expires_at = clock_timestamp() where action_id = ?", grant.id()));

        assertThat(awaitEvents(grant.id(), "action.refused").path("code").asText())
                .isEqualTo("expired");
        assertThat(providers.calls()).isEmpty();
    }

    @Test
    void aWriteThatMayHaveBeenSentIsUnknownAndIsNotSent() {
        var action = leave(aGrant(), LeftOver.DISPATCHING, -1);

        awaitEvents(action, "action.unknown");

        assertThat(state(action)).isEqualTo("UNKNOWN");
        assertThat(providers.calls()).isEmpty();
    }

    @Test
    void aReadThatMayHaveBeenSentIsSentAgain() {
        var action = leave(aRead(), LeftOver.DISPATCHING, -1);

        awaitEvents(action, "action.succeeded");

        assertThat(providers.calls()).hasSize(1);
    }

    @Test
    void aDeletionThatMayHaveBeenSentIsLookedUpAndNotSent() {
        var action = leave(aDeletion(), LeftOver.DISPATCHING, -1);

        awaitEvents(action, "action.unknown");

        assertThat(methods()).containsExactly("GET");
    }

    @Test
    void aDeletionThatWasSentIsFoundByLooking() {
        awaitEvents(deliver(aDeletion()), "action.dispatching", "action.succeeded");
        var action = leave(aDeletion(), LeftOver.DISPATCHING, -1);

        assertThat(awaitEvents(action, "action.succeeded")
                        .path("result")
                        .path("found_by_looking")
                        .asBoolean())
                .isTrue();
        assertThat(effects()).hasSize(1);
    }

    @Test
    void withoutATokenNobodyLooks() {
        auth0.answerExchange(403, 1);
        var action = leave(aDeletion(), LeftOver.DISPATCHING, -1);

        assertThat(awaitEvents(action, "action.unknown").path("detail").asText())
                .contains("may not look");
        assertThat(providers.calls()).isEmpty();
    }

    @Test
    void afterTheGrantNobodyLooks() {
        var grant = aDeletion();
        leave(grant, LeftOver.DISPATCHING, 2);
        jdbi.useHandle(handle ->
                handle.execute("update ledger set expires_at = clock_timestamp() where action_id = ?", grant.id()));

        awaitEvents(grant.id(), "action.unknown");

        assertThat(providers.calls()).isEmpty();
    }

    @Test
    void nobodyTakesARowBeforeItsLeaseHasEnded() {
        var action = leave(aGrant(), LeftOver.CLAIMED, 60);

        assertNothingFollows(action);

        assertThat(state(action)).isEqualTo("CLAIMED");
        jdbi.useHandle(handle ->
                handle.execute("update ledger set lease_until = clock_timestamp() where action_id = ?", action));
        awaitEvents(action, "action.dispatching", "action.succeeded");
    }

    @Test
    void theBytesInTheLedgerAreTheOnesThatCame() {
        var grant = aGrant();
        var action = deliver(grant);
        awaitEvents(action, "action.dispatching", "action.succeeded");

        var stored =
                jdbi.withHandle(handle -> handle.createQuery("select action_bytes from ledger where action_id = :id")
                        .bind("id", action)
                        .mapTo(String.class)
                        .one());

        assertThat(Base64.getDecoder().decode(stored))
                .isEqualTo(grant.actionBytes().toByteArray());
    }
}
