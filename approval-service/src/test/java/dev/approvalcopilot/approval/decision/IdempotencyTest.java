package dev.approvalcopilot.approval.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;

import dev.approvalcopilot.approval.testing.AnAction;
import dev.approvalcopilot.approval.testing.Person;
import dev.approvalcopilot.approval.testing.Topics;
import dev.approvalcopilot.contracts.Ids;
import dev.approvalcopilot.contracts.event.ActionDecided;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

@QuarkusTest
class IdempotencyTest {
    private static final Person ADA = Person.ada();

    @Inject
    Jdbi jdbi;

    @Inject
    IdempotentAnswers answers;

    private static UUID held(AnAction action) {
        Topics.send(action.build());
        Topics.await1(action.id(), ActionDecided.Pending.class);
        return action.id();
    }

    private static Map<String, String> rejection(UUID id, String reason) {
        var body = new HashMap<>(Person.approval(ADA.sees(id)));
        body.put("decision", "reject");
        body.put("reason", reason);
        return body;
    }

    @Test
    void anotherBodyUnderTheSameKeyIsRefused() {
        var id = held(AnAction.postingAMessage());
        var key = Ids.random128();
        ADA.decides(id, rejection(id, "no"), key).then().statusCode(200);

        ADA.decides(id, rejection(id, "never"), key)
                .then()
                .statusCode(422)
                .body("type", endsWith(":idempotency_key_reused"));
    }

    @Test
    void anotherActionUnderTheSameKeyIsRefused() {
        var one = held(AnAction.postingAMessage());
        var other = held(AnAction.postingAMessage());
        var key = Ids.random128();
        var body = rejection(one, "no");
        ADA.decides(one, body, key).then().statusCode(200);

        ADA.decides(other, body, key).then().statusCode(422);
        assertThat(ADA.sees(other).getString("state")).isEqualTo("PENDING");
    }

    @Test
    void twoPeopleMayChooseTheSameKey() {
        var adas = held(AnAction.postingAMessage());
        var bobs = held(AnAction.postingAMessage().of("auth0|bob"));
        var key = Ids.random128();
        var body = new HashMap<>(Person.approval(Person.bob().sees(bobs)));

        ADA.decides(adas, rejection(adas, "no"), key).then().statusCode(200);
        Person.bob().decides(bobs, body, key).then().statusCode(200).body("id", equalTo(bobs.toString()));
    }

    @Test
    void aRefusalIsNotKeptSoThatTheDecisionCanBeSentAgain() {
        var id = held(AnAction.deletingARepository());
        var body = Person.approval(ADA.sees(id));
        var key = Ids.random128();

        ADA.decides(id, body, key).then().statusCode(401);
        ADA.decides(id, body, key).then().statusCode(401).body("type", endsWith(":login_needed"));
    }

    @Test
    void aKeyIsFreeAgainAfterADay() {
        var id = held(AnAction.postingAMessage());
        var key = Ids.random128();
        ADA.decides(id, rejection(id, "no"), key).then().statusCode(200);
        jdbi.useHandle(handle -> handle.execute(
                "update idempotent_answers set at = at - interval '24 hours 1 second' where key = ?", key));
        var next = held(AnAction.postingAMessage());

        ADA.decides(next, rejection(next, "no"), key).then().statusCode(200);
        jdbi.useHandle(handle -> handle.execute(
                "update idempotent_answers set at = at - interval '24 hours 1 second' where key = ?", key));
        answers.forget();
        assertThat(kept(key)).isZero();
    }

    private int kept(String key) {
        return jdbi.withHandle(handle -> handle.createQuery("select count(*) from idempotent_answers where key = :key")
                .bind("key", key)
                .mapTo(Integer.class)
                .one());
    }
}
