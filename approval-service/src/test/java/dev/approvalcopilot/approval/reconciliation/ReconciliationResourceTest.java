package dev.approvalcopilot.approval.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;

import dev.approvalcopilot.approval.testing.AnAction;
import dev.approvalcopilot.approval.testing.Person;
import dev.approvalcopilot.approval.testing.Topics;
import dev.approvalcopilot.contracts.Ids;
import dev.approvalcopilot.contracts.event.ActionDecided;
import dev.approvalcopilot.contracts.event.ActionExecuted;
import dev.approvalcopilot.contracts.event.ActionRef;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class ReconciliationResourceTest {
    private static final Person ADA = Person.ada();

    private static ActionRef approved() {
        var message = AnAction.postingAMessage();
        Topics.send(message.build());
        ADA.approves(message.id()).then().statusCode(200);
        return Topics.await1(message.id(), ActionDecided.Approved.class).action();
    }

    private static UUID unknown() {
        var action = approved();
        Topics.send(new ActionExecuted.Dispatching(action, Instant.now().plusSeconds(30), Instant.now()));
        Topics.send(new ActionExecuted.Unknown(action, "Sent to slack.com, no answer.", Instant.now()));
        ADA.sees(action.id(), "UNKNOWN");
        return action.id();
    }

    private static ValidatableResponse settle(Person person, UUID action, Map<String, ?> body) {
        return person.asks()
                .contentType("application/json")
                .body(body)
                .post("/api/actions/{id}/reconciliation", action)
                .then();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void thePersonSettlesWhatNobodyCouldKnow(boolean happened) {
        var action = unknown();

        settle(ADA, action, Map.of("happened", happened, "note", "I looked into #general."))
                .statusCode(200)
                .body("state", equalTo("RECONCILED"))
                .body("happened", equalTo(happened));

        var seen = ADA.sees(action, "RECONCILED");
        assertThat(seen.getBoolean("reconciliation.happened")).isEqualTo(happened);
        assertThat(seen.getString("reconciliation.by")).isEqualTo("auth0|ada");
        assertThat(seen.getString("outcome.detail")).isEqualTo("Sent to slack.com, no answer.");
        var told = Topics.await1(action, ActionDecided.Reconciled.class);
        assertThat(told.by()).isEqualTo("auth0|ada");
        assertThat(told.happened()).isEqualTo(happened);
        assertThat(told.note()).isEqualTo("I looked into #general.");
    }

    @Test
    void theSameWordTwiceIsOneAndTheContraryIsRefused() {
        var action = unknown();
        var first = settle(ADA, action, Map.of("happened", true, "note", "First."))
                .statusCode(200)
                .extract()
                .jsonPath();

        settle(ADA, action, Map.of("happened", true, "note", "Second."))
                .statusCode(200)
                .body("note", equalTo("First."))
                .body("at", equalTo(first.getString("at")));
        settle(ADA, action, Map.of("happened", false))
                .statusCode(409)
                .contentType("application/problem+json")
                .body("type", endsWith(":already_settled"))
                .body("happened", equalTo(true));
        assertThat(Topics.seen(action, ActionDecided.Reconciled.class)).hasSize(1);
    }

    @Test
    void onlyAnUnknownOutcomeIsSettled() {
        var action = approved();

        settle(ADA, action.id(), Map.of("happened", true))
                .statusCode(409)
                .body("type", endsWith(":nothing_to_settle"))
                .body("state", equalTo("APPROVED"));
        Topics.send(new ActionExecuted.Failed(action, "channel_not_found", Instant.now()));
        ADA.sees(action.id(), "FAILED");
        settle(ADA, action.id(), Map.of("happened", false)).statusCode(409).body("state", equalTo("FAILED"));
    }

    @Test
    void anothersActionDoesNotExist() {
        var action = unknown();

        settle(Person.bob(), action, Map.of("happened", true)).statusCode(404).body("type", endsWith(":not_found"));
        settle(ADA, Ids.next(), Map.of("happened", true)).statusCode(404).body("type", endsWith(":not_found"));
        assertThat(ADA.sees(action).getString("state")).isEqualTo("UNKNOWN");
    }

    @Test
    void anAgentWithThePersonsTokenCannotSettle() {
        var action = unknown();

        settle(ADA.throughAnAgent(), action, Map.of("happened", true))
                .statusCode(403)
                .body("type", endsWith(":not_an_approver_client"));
        settle(ADA.withScope("openid actions:read"), action, Map.of("happened", true))
                .statusCode(403)
                .body("type", endsWith(":insufficient_scope"));
        assertThat(ADA.sees(action).getString("state")).isEqualTo("UNKNOWN");
    }

    @Test
    void aWordIsNeededAndANoteHasAnEnd() {
        var action = unknown();

        settle(ADA, action, Map.of("note", "?")).statusCode(400);
        settle(ADA, action, Map.of("happened", true, "note", "x".repeat(501))).statusCode(400);
        assertThat(ADA.sees(action).getString("state")).isEqualTo("UNKNOWN");
    }
}
