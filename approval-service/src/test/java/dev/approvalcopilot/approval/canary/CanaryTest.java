package dev.approvalcopilot.approval.canary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;

import dev.approvalcopilot.approval.attention.Canaries;
import dev.approvalcopilot.approval.decision.Compose;
import dev.approvalcopilot.approval.testing.AnAction;
import dev.approvalcopilot.approval.testing.Edits;
import dev.approvalcopilot.approval.testing.Person;
import dev.approvalcopilot.approval.testing.Topics;
import dev.approvalcopilot.contracts.action.Action;
import dev.approvalcopilot.contracts.event.ActionDecided;
import dev.approvalcopilot.contracts.event.GrantIssued;
import dev.approvalcopilot.contracts.event.SecurityEvent;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/** In the stack of the tests, made-up requests come from the agent "assistant". */
@QuarkusTest
class CanaryTest {
    private static final Person ADA = Person.ada();

    @Inject
    SeedCanaries seed;

    @Inject
    Canaries canaries;

    @Inject
    Compose compose;

    @Inject
    Jdbi jdbi;

    private UUID approvedMessage() {
        var action = AnAction.postingAMessage();
        Topics.send(action.build());
        Topics.await1(action.id(), ActionDecided.Pending.class);
        ADA.approves(action.id()).then().statusCode(200);
        return action.id();
    }

    /** One of Ada's, as a person finds it in the inbox, with its reading time behind it. */
    private UUID held() {
        var text = CanaryTexts.all().getFirst();
        var id = QuarkusTransaction.requiringNew().call(() -> {
            var made = compose.compose(ADA.sub(), "assistant", text.tool(), text.toArguments());
            canaries.made(made, ADA.sub());
            return made;
        });
        Topics.send(Edits.classified(Edits.sent(id)));
        Topics.await1(id, ActionDecided.Pending.class);
        return id;
    }

    private Optional<UUID> waitingCanary() {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select action from canaries where person = :person and ended is null order by made_at desc limit 1")
                .bind("person", ADA.sub())
                .mapTo(UUID.class)
                .findOne());
    }

    @Test
    void aYesIsARejectionWithoutLoginAndGrantAndSaysWhatItWas() {
        var id = held();

        ADA.approves(id).then().statusCode(200).body("state", equalTo("REJECTED"));

        var told = Topics.await1(id, ActionDecided.Rejected.class);
        assertThat(told.by()).isEqualTo("policy:canary");
        assertThat(ADA.sees(id).getString("test")).contains("a test that you had asked for", "Nothing runs");
        approvedMessage(); // a grant that came later has come
        assertThat(Topics.seen(id, GrantIssued.class)).isEmpty();
        assertThat(Topics.seen(id, SecurityEvent.class)).isEmpty();
    }

    @Test
    void aNoIsConfirmedKindlyAndCountsAsCaughtAndInNoOtherNumber() {
        var id = held();
        var before = ADA.asks().get("/api/statistics").jsonPath();

        ADA.rejects(id, "I asked for no such thing").then().statusCode(200);

        ADA.asks()
                .get("/api/actions/{id}", id)
                .then()
                .body("decision.by", equalTo(ADA.sub()))
                .body("test", containsString("you caught it"));
        var after = ADA.asks().get("/api/statistics").jsonPath();
        assertThat(after.getLong("tests.caught") - before.getLong("tests.caught"))
                .isEqualTo(1);
        assertThat(after.getLong("own.decisions")).isEqualTo(before.getLong("own.decisions"));
    }

    @Test
    void anEditMakesNoTrueActionOfIt() {
        var id = held();

        Edits.edit(ADA, id, Map.of("owner", "octo", "repo", "old-site", "expected_pushed_at", "2023-02-14T16:20:00Z"))
                .then()
                .statusCode(409)
                .body("type", endsWith(":already_decided"));

        assertThat(ADA.sees(id).getString("state")).isEqualTo("REJECTED");
        assertThat(ADA.sees(id).getString("decision.successor")).isNull();
    }

    @Test
    void nothingSaysWhatItIsWhileItWaits() {
        var id = held();

        var seen = ADA.asks().get("/api/actions/{id}", id).asString();
        assertThat(seen).doesNotContainIgnoringCase("canary").doesNotContain("made up");
        assertThat(ADA.sees(id).getString("test")).isNull();
        assertThat(ADA.sees(id).getString("origins.owner")).isEqualTo("MODEL");
    }

    /** Whoever takes the name, the row missing, gets nothing run. */
    @Test
    void whatTheAgentOfTestsAsksForNeverRunsEvenWithoutARow() {
        var action = AnAction.postingAMessage().askedBy("assistant");
        Topics.send(action.build());
        Topics.await1(action.id(), ActionDecided.Pending.class);

        ADA.approves(action.id()).then().statusCode(200).body("state", equalTo("REJECTED"));
    }

    @Test
    void theyComeOnlyToWhoAskedAndUsesSuchAnAccountAndNotAllTheTime() {
        approvedMessage();
        seed.seed();
        QuarkusTransaction.requiringNew().run(() -> canaries.test(ADA.sub(), true));
        seed.seed();
        var none = waitingCanary();
        jdbi.useHandle(
                handle -> handle.execute("update canary_people set next_at = now() where person = ?", ADA.sub()));
        seed.seed();
        var one = waitingCanary().orElseThrow();
        seed.seed();

        assertThat(none).isNotEqualTo(Optional.of(one));
        assertThat(waitingCanary()).contains(one);
        var bytes = Edits.sent(one).action();
        assertThat(Action.read(bytes).agent()).isEqualTo("assistant");
        assertThat(Action.read(bytes).principal()).isEqualTo(ADA.sub());
        QuarkusTransaction.requiringNew().run(() -> canaries.test(ADA.sub(), false));
        assertThat(canaries.tests(ADA.sub())).isFalse();
    }
}
