package dev.approvalcopilot.approval.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.endsWith;

import dev.approvalcopilot.approval.testing.AnAction;
import dev.approvalcopilot.approval.testing.Person;
import dev.approvalcopilot.approval.testing.Reviews;
import dev.approvalcopilot.approval.testing.Topics;
import dev.approvalcopilot.contracts.Ids;
import dev.approvalcopilot.contracts.event.ActionDecided;
import dev.approvalcopilot.contracts.event.GrantIssued;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class BatchResourceTest {
    private static final Person ADA = Person.ada();

    private static UUID held(AnAction action) {
        Topics.send(action.build());
        Topics.await1(action.id(), ActionDecided.Pending.class);
        return action.id();
    }

    private static Map<String, String> approval(UUID id) {
        var item = new HashMap<>(Person.approval(ADA.sees(id)));
        item.put("id", id.toString());
        return item;
    }

    private static Map<String, String> rejection(UUID id) {
        var item = approval(id);
        item.put("decision", "reject");
        item.put("reason", "Not today");
        return item;
    }

    private static Response send(Person person, List<?> decisions, String key) {
        return person.asks()
                .contentType("application/json")
                .header("Idempotency-Key", key)
                .body(Map.of("decisions", decisions))
                .post("/api/actions/decisions");
    }

    @Test
    void eachDecisionIsCheckedAndAnsweredOnItsOwn() {
        var approved = held(AnAction.postingAMessage());
        var rejected = held(AnAction.postingAMessage());
        var stale = held(AnAction.postingAMessage());
        var foreign = held(AnAction.postingAMessage().of("auth0|bob"));
        var staleItem = approval(stale);
        staleItem.put("view", Reviews.digest("older").value());
        var foreignItem = new HashMap<>(staleItem);
        foreignItem.put("id", foreign.toString());

        send(ADA, List.of(approval(approved), rejection(rejected), staleItem, foreignItem), "")
                .then()
                .statusCode(200)
                .body("results.status", contains(200, 200, 409, 404))
                .body("results[0].decision.state", endsWith("APPROVED"))
                .body("results[1].decision.state", endsWith("REJECTED"))
                .body("results[2].problem.type", endsWith(":stale_view"))
                .body("results[3].problem.type", endsWith(":not_found"));

        Topics.await1(approved, GrantIssued.class);
        assertThat(Topics.await1(rejected, ActionDecided.Rejected.class).reason())
                .isEqualTo("Not today");
        assertThat(ADA.sees(stale).getString("state")).isEqualTo("PENDING");
    }

    @Test
    void whatIsCriticalIsNeverDecidedInABatch() {
        var deletion = held(AnAction.deletingARepository());
        var message = held(AnAction.postingAMessage());

        send(ADA, List.of(approval(deletion), approval(message)), "")
                .then()
                .body("results.status", contains(409, 200))
                .body("results[0].problem.type", endsWith(":not_in_a_batch"));
        send(ADA, List.of(rejection(deletion)), "").then().body("results[0].problem.type", endsWith(":not_in_a_batch"));
        assertThat(ADA.sees(deletion).getString("state")).isEqualTo("PENDING");
    }

    @Test
    void anItemThatIsNoDecisionStopsNoOther() {
        var one = held(AnAction.postingAMessage());
        var other = held(AnAction.postingAMessage());
        var withoutReason = rejection(one);
        withoutReason.remove("reason");

        send(ADA, List.of(withoutReason, rejection(other)), "")
                .then()
                .statusCode(200)
                .body("results.status", contains(400, 200))
                .body("results[0].problem.type", endsWith(":reason_needed"));
    }

    @Test
    void refusesNoneTooManyAndOneTwice() {
        var id = held(AnAction.postingAMessage());
        var item = rejection(id);

        send(ADA, List.of(), "").then().statusCode(400);
        send(ADA, List.of(item, item), "").then().statusCode(400);
        var many = Collections.nCopies(51, item).stream()
                .map(HashMap::new)
                .peek(copy -> copy.put("id", Ids.next().toString()))
                .toList();
        send(ADA, many, "").then().statusCode(400);
        assertThat(ADA.sees(id).getString("state")).isEqualTo("PENDING");
    }

    @Test
    void theSameBatchWithTheSameKeyGetsTheSameAnswer() {
        var id = held(AnAction.postingAMessage());
        var batch = List.of(rejection(id), rejection(held(AnAction.deletingARepository())));
        var key = Ids.random128();

        var first = send(ADA, batch, key).then().statusCode(200).extract().asString();
        var second = send(ADA, batch, key).then().statusCode(200).extract().asString();

        assertThat(second).isEqualTo(first);
        send(ADA, batch.subList(0, 1), key).then().statusCode(422).body("type", endsWith(":idempotency_key_reused"));
    }

    @Test
    void anAgentWithThePersonsTokenCannotDecide() {
        var id = held(AnAction.postingAMessage());

        send(ADA.throughAnAgent(), List.of(rejection(id)), "")
                .then()
                .body("results.status", contains(403))
                .body("results[0].problem.type", endsWith(":not_an_approver_client"));
        assertThat(ADA.sees(id).getString("state")).isEqualTo("PENDING");
    }
}
