package dev.approvalcopilot.approval.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.approvalcopilot.approval.testing.AnAction;
import dev.approvalcopilot.approval.testing.Person;
import dev.approvalcopilot.approval.testing.Topics;
import dev.approvalcopilot.contracts.event.ActionDecided;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ClaimTest {
    private static final Person ADA = Person.ada();
    private static final Person BOB = Person.bob();

    @Inject
    Jdbi jdbi;

    private static UUID shared() {
        var action = AnAction.postingAMessage().needing(2).fromGroups("security");
        Topics.send(action.build());
        Topics.await1(action.id(), ActionDecided.Pending.class);
        return action.id();
    }

    private static ValidatableResponse claim(Person person, UUID action) {
        return person.asks()
                .contentType("application/json")
                .post("/api/actions/{id}/claim", action)
                .then();
    }

    private static ValidatableResponse release(Person person, UUID action) {
        return person.asks()
                .contentType("application/json")
                .delete("/api/actions/{id}/claim", action)
                .then();
    }

    private static ValidatableResponse look(Person person, UUID action) {
        return person.asks().get("/api/actions/{id}", action).then();
    }

    @Test
    void othersSeeWhoLooksAtItAndTheOneWhoDoesMayLetItGo() {
        var id = shared();

        claim(BOB, id).statusCode(200).body("by", equalTo("auth0|bob")).body("until", notNullValue());
        look(ADA, id).body("waiting.claim.by", equalTo("auth0|bob")).body("waiting.claimedByYou", equalTo(false));
        look(BOB, id).body("waiting.claimedByYou", equalTo(true));

        release(BOB, id).statusCode(204);
        release(BOB, id).statusCode(204);
        look(ADA, id).body("waiting.claim", nullValue());
    }

    @Test
    void leavesAnEventWhenItBeginsAndWhenItIsLetGo() {
        var id = shared();
        claim(BOB, id).statusCode(200);
        claim(ADA, id).statusCode(409);
        release(BOB, id).statusCode(204);
        release(BOB, id).statusCode(204);

        var released = Topics.await1(id, ActionDecided.Released.class);
        assertThat(released.by()).isEqualTo("auth0|bob");
        assertThat(released.action().principal()).isEqualTo("auth0|ada");
        assertThat(Topics.seen(id, ActionDecided.Claimed.class))
                .extracting(ActionDecided.Claimed::by)
                .containsExactly("auth0|bob");
        assertThat(Topics.seen(id, ActionDecided.Released.class)).hasSize(1);
    }

    @Test
    void isTheFirstOnesAndBlocksNoDecision() {
        var id = shared();
        claim(BOB, id).statusCode(200);

        claim(ADA, id).statusCode(409).body("type", endsWith(":claimed")).body("by", equalTo("auth0|bob"));
        release(ADA, id).statusCode(204);
        look(ADA, id).body("waiting.claim.by", equalTo("auth0|bob"));

        ADA.rejects(id, "no").then().statusCode(200).body("state", equalTo("REJECTED"));
        claim(BOB, id).statusCode(409).body("type", endsWith(":already_decided"));
    }

    @Test
    void endsByItselfAndIsProlongedBySayingItAgain() {
        var id = shared();
        var since = claim(BOB, id).extract().jsonPath().getString("since");
        claim(BOB, id).statusCode(200).body("since", equalTo(since));
        jdbi.useHandle(handle -> handle.execute(
                "update claims set since = since - interval '1 hour', until = clock_timestamp() where action = ?", id));

        look(ADA, id).body("waiting.claim", nullValue());
        claim(ADA, id).statusCode(200).body("by", equalTo("auth0|ada"));
    }

    @Test
    void isForThoseWhoSeeTheActionThroughAClientOfTheirOwn() {
        var id = shared();

        claim(Person.carol(), id).statusCode(404);
        claim(BOB.throughAnAgent(), id).statusCode(403).body("type", endsWith(":not_an_approver_client"));
        claim(BOB.withScope("openid actions:read"), id).statusCode(403);
        look(ADA, id).body("waiting.claim", nullValue());
    }
}
