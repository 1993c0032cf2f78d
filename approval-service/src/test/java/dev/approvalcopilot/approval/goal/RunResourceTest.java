package dev.approvalcopilot.approval.goal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.approvalcopilot.approval.testing.ARun;
import dev.approvalcopilot.approval.testing.AnAction;
import dev.approvalcopilot.approval.testing.Person;
import dev.approvalcopilot.approval.testing.Topics;
import dev.approvalcopilot.contracts.Ids;
import dev.approvalcopilot.contracts.event.ActionDecided;
import dev.approvalcopilot.contracts.event.DeadLetter;
import dev.approvalcopilot.contracts.event.RunCancelRequested;
import dev.approvalcopilot.contracts.event.RunChanged;
import dev.approvalcopilot.contracts.event.RunRequested;
import dev.approvalcopilot.contracts.event.Whereabouts;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class RunResourceTest {
    private static final String GOAL = "Tell #general that the office closes at noon.";

    @Inject
    Jdbi jdbi;

    private static ValidatableResponse ask(Person person, String goal, String key) {
        return person.asks()
                .contentType("application/json")
                .header("Idempotency-Key", key)
                .body(Map.of("goal", goal))
                .post("/api/runs")
                .then();
    }

    private static UUID asked(Person person) {
        return ask(person, GOAL, "").statusCode(201).extract().jsonPath().getUUID("id");
    }

    private static JsonPath see(Person person, UUID run) {
        return person.asks()
                .get("/api/runs/{id}", run)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static JsonPath awaitState(Person person, UUID run, String state) {
        await().untilAsserted(() ->
                assertThat(see(person, run).getString("run.state")).isEqualTo(state));
        return see(person, run);
    }

    private static ValidatableResponse cancel(Person person, UUID run) {
        return person.asks()
                .contentType("application/json")
                .post("/api/runs/{id}/cancellation", run)
                .then();
    }

    @Test
    void passesTheGoalOnToThePlannerAndSaysThatItWaitsForIt() {
        var answer = ask(Person.ada(), "  " + GOAL, "").statusCode(201).extract();
        var run = answer.jsonPath().getUUID("id");

        assertThat(answer.header("Location")).endsWith("/api/runs/" + run);
        assertThat(answer.jsonPath().getString("state")).isEqualTo("REQUESTED");
        var request = Topics.await1(run, RunRequested.class);
        assertThat(request).isEqualTo(new RunRequested(run, "auth0|ada", "planner", GOAL, request.at()));
        assertThat(see(Person.ada(), run).getList("steps.kind")).isEqualTo(List.of("ASKED"));
    }

    @Test
    void passesOnWhereTheGoalsTimesAreMeant() {
        var run = askFrom("Europe/Berlin", "de-DE")
                .statusCode(201)
                .extract()
                .jsonPath()
                .getUUID("id");

        var request = Topics.await1(run, RunRequested.class);
        assertThat(request.whereabouts()).isEqualTo(new Whereabouts("Europe/Berlin", "de-DE"));
    }

    @Test
    void refusesAPlaceAndALanguageThatThereAreNot() {
        askFrom("Mars/Olympus_Mons", "de-DE").statusCode(400).body("detail", containsString("timeZone"));
        askFrom("Europe/Berlin", "de_DE").statusCode(400).body("detail", containsString("locale"));
        askFrom("x".repeat(65), "de").statusCode(400).body("violations.field", contains("timeZone"));
    }

    private static ValidatableResponse askFrom(String timeZone, String locale) {
        return Person.ada()
                .asks()
                .contentType("application/json")
                .body(Map.of("goal", GOAL, "timeZone", timeZone, "locale", locale))
                .post("/api/runs")
                .then();
    }

    @Test
    void tellsWhatHappensInItsOrder() {
        var run = asked(Person.ada());
        var told = ARun.of(Person.ada(), run);
        Topics.send(told.started(GOAL));
        awaitState(Person.ada(), run, "RUNNING");
        Topics.send(told.step("Turn 1, proposed: Post a message"));
        await().until(() -> see(Person.ada(), run).getList("steps").size() == 3);
        var message = AnAction.postingAMessage().inRun(run);
        Topics.send(message.build());
        Topics.await1(message.id(), ActionDecided.Pending.class);
        assertThat(awaitState(Person.ada(), run, "WAITING").getInt("run.waiting"))
                .isEqualTo(1);
        Person.ada().rejects(message.id(), "Not today").then().statusCode(200);
        awaitState(Person.ada(), run, "RUNNING");
        Topics.send(told.completed("I told <b>nobody</b>."));

        var seen = awaitState(Person.ada(), run, "COMPLETED");
        assertThat(seen.getList("steps.kind")).isEqualTo(List.of("ASKED", "STARTED", "STEP", "ACTION", "ENDED"));
        assertThat(seen.getString("steps[2].text")).isEqualTo("Turn 1, proposed: Post a message");
        assertThat(seen.getString("steps[3].text")).isEqualTo("Post a message in #general");
        assertThat(seen.getString("steps[3].state")).isEqualTo("REJECTED");
        assertThat(seen.getUUID("steps[3].action")).isEqualTo(message.id());
        assertThat(seen.getString("answer")).isEqualTo("I told <b>nobody</b>.");
        assertThat(seen.getInt("run.actions")).isEqualTo(1);
        assertThat(seen.getInt("run.done")).isZero();
    }

    @Test
    void theSameGoalUnderTheSameKeyIsOneRun() {
        var key = Ids.random128();
        var first = ask(Person.ada(), GOAL, key)
                .statusCode(201)
                .extract()
                .jsonPath()
                .getUUID("id");

        ask(Person.ada(), GOAL, key).statusCode(201).body("id", equalTo(first.toString()));
        ask(Person.ada(), "Something else.", key).statusCode(422).body("type", endsWith(":idempotency_key_reused"));
        Topics.await1(first, RunRequested.class);
        var bobs = ask(Person.bob(), GOAL, key)
                .statusCode(201)
                .extract()
                .jsonPath()
                .getUUID("id");
        assertThat(bobs).isNotEqualTo(first);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   "})
    void wantsAGoal(String goal) {
        ask(Person.ada(), goal, "").statusCode(400).body("detail", equalTo("Say what the agent shall do."));
    }

    @Test
    void isNotForAnAgentAndNotForWhoMayOnlyRead() {
        ask(Person.ada().throughAnAgent(), GOAL, "").statusCode(403).body("type", endsWith(":not_an_approver_client"));
        ask(Person.ada().withScope("openid actions:read"), GOAL, "")
                .statusCode(403)
                .body("type", endsWith(":insufficient_scope"));
        var run = asked(Person.ada());
        cancel(Person.ada().throughAnAgent(), run).statusCode(403);
        assertThat(see(Person.ada(), run).getString("run.state")).isEqualTo("REQUESTED");
    }

    @Test
    void showsAndStopsNobodyElsesRun() {
        var run = asked(Person.ada());

        Person.bob().asks().get("/api/runs/{id}", run).then().statusCode(404).body("type", endsWith(":not_found"));
        cancel(Person.bob(), run).statusCode(404).body("type", endsWith(":not_found"));
        Person.bob().asks().get("/api/runs/{id}", Ids.next()).then().statusCode(404);
        Topics.send(new ARun(run, "auth0|bob").completed("Taken over"));
        Topics.send(ARun.of(Person.ada(), run).started(GOAL));
        assertThat(awaitState(Person.ada(), run, "RUNNING").getList("steps.kind"))
                .isEqualTo(List.of("ASKED", "STARTED"));
        Person.bob().asks().get("/api/runs/{id}", run).then().statusCode(404);
    }

    @Test
    void asksThePlannerToStopOnce() {
        var run = asked(Person.ada());
        var told = ARun.of(Person.ada(), run);
        Topics.send(told.started(GOAL));
        awaitState(Person.ada(), run, "RUNNING");

        cancel(Person.ada(), run).statusCode(202).body("state", equalTo("STOPPING"));
        cancel(Person.ada(), run).statusCode(202).body("state", equalTo("STOPPING"));
        var request = Topics.await1(run, RunCancelRequested.class);
        assertThat(request).isEqualTo(new RunCancelRequested(run, "auth0|ada", request.at()));
        Topics.send(told.cancelAsked());
        Topics.send(told.failed("It broke"));
        awaitState(Person.ada(), run, "FAILED");
        cancel(Person.ada(), run).statusCode(409).body("type", endsWith(":run_ended"));
        assertThat(Topics.seen(run, RunCancelRequested.class)).hasSize(1);
    }

    @Test
    void listsRunsNewestFirstInPages() {
        var person = Person.carol();
        var runs = List.of(asked(person), asked(person), asked(person));
        // Actions of no announced run are no runs of theirs.
        Topics.send(AnAction.postingAMessage().of("auth0|carol").build());

        var first = person.asks()
                .get("/api/runs?limit=2")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(first.getList("runs.id"))
                .isEqualTo(List.of(runs.get(2).toString(), runs.get(1).toString()));
        var next = first.getString("next");
        person.asks()
                .get("/api/runs?limit=2&cursor={next}", next)
                .then()
                .statusCode(200)
                .body("runs[0].id", equalTo(runs.getFirst().toString()))
                .body("runs[0].goal", equalTo(GOAL));
        person.asks().get("/api/runs?cursor=x").then().statusCode(400);
        person.asks().get("/api/runs?limit=0").then().statusCode(400);
        Person.bob()
                .asks()
                .get("/api/runs?limit=100")
                .then()
                .body("runs.findAll { it.goal == null }.size()", equalTo(0));
    }

    @Test
    void aPersonHasSoManyRunsOpenAndNoMore() {
        var otto = new ARun(Ids.next(), "auth0|otto");
        jdbi.useHandle(handle ->
                handle.createUpdate("""
                        insert into runs (id, principal, agent, goal, requested_at)
                        select gen_random_uuid(), :person, 'planner', 'wait', now() from generate_series(1, 50)""").bind("person", otto.principal()).execute());
        var person = Person.otto();

        ask(person, GOAL, "").statusCode(429).body("type", endsWith(":too_many_runs"));
        jdbi.useHandle(handle -> handle.createUpdate("update runs set ended = 'FAILED' where principal = :person")
                .bind("person", otto.principal())
                .execute());
        ask(person, GOAL, "").statusCode(201).body("endedAt", nullValue());
    }

    @Test
    void whatSaysNeitherWhoseNorHowItEndedIsADeadLetter() {
        var run = Ids.next();
        var odd = new RunChanged(
                run, "auth0|ada", "planner", RunChanged.Change.ENDED, null, "Over", null, null, Instant.now());
        Topics.send(odd);

        await().until(() ->
                Topics.all(DeadLetter.class).anyMatch(letter -> letter.reason().equals("unfit_run_change")));
        Person.ada().asks().get("/api/runs/{id}", run).then().statusCode(404);
    }
}
