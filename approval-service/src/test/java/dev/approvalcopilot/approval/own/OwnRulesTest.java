package dev.approvalcopilot.approval.own;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import dev.approvalcopilot.approval.testing.AnAction;
import dev.approvalcopilot.approval.testing.Edits;
import dev.approvalcopilot.approval.testing.Person;
import dev.approvalcopilot.approval.testing.Topics;
import dev.approvalcopilot.contracts.Ids;
import dev.approvalcopilot.contracts.event.ActionDecided;
import dev.approvalcopilot.contracts.event.PersonChanged;
import dev.approvalcopilot.contracts.json.Json;
import dev.approvalcopilot.contracts.own.Delegation;
import dev.approvalcopilot.contracts.own.Limit;
import dev.approvalcopilot.contracts.own.OwnRules;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the gateway reported of own rules: who sees what because of it, and who may decide. */
@QuarkusTest
class OwnRulesTest {
    private static final Person ADA = Person.ada();
    private static final Person CAROL = Person.carol();
    private static final AtomicLong REVISION = new AtomicLong(1);

    @Inject
    OwnRulesCopy copy;

    @Inject
    Jdbi jdbi;

    @AfterEach
    void forget() {
        jdbi.useHandle(handle -> handle.execute("delete from delegates; delete from own_rules"));
    }

    private void rules(List<Limit> limits, Delegation... delegations) {
        var rules = new OwnRules(REVISION.incrementAndGet(), limits, List.of(delegations));
        QuarkusTransaction.requiringNew().run(() -> copy.take("auth0|ada", rules));
    }

    /** Carol is in no group. */
    private static Delegation toCarol(Duration from, Duration until, String... tools) {
        var now = Instant.now();
        return new Delegation(Ids.next(), CAROL.sub(), now.plus(from), now.plus(until), List.of(tools));
    }

    private static Delegation anHour() {
        return toCarol(Duration.ofMinutes(-1), Duration.ofHours(1));
    }

    private static UUID held(AnAction action) {
        Topics.send(action.build());
        Topics.await1(action.id(), ActionDecided.Pending.class);
        return action.id();
    }

    private static Limit never(String tool) {
        return new Limit(Ids.next(), null, tool, null, null, null, null);
    }

    @Test
    void aDelegateSeesWhatWaitsAndNobodyElseDoes() {
        var id = held(AnAction.postingAMessage());
        CAROL.asks().get("/api/actions/{id}", id).then().statusCode(404);

        rules(List.of(), anHour());

        CAROL.asks()
                .get("/api/actions/{id}", id)
                .then()
                .statusCode(200)
                .body("own", equalTo(false))
                .body("needsFreshLogin", equalTo(true));
        CAROL.asks()
                .get("/api/actions?inbox=team&limit=100&run={run}", ADA.sees(id).getString("run.id"))
                .then()
                .statusCode(200)
                .body("actions.id", hasItem(id.toString()));
    }

    @Test
    void whoDecidesForAPersonLeavesAnEventWhenItChanges() {
        var delegation = anHour();
        rules(List.of(), delegation);
        rules(List.of(never("slack.post_message")), delegation);
        rules(List.of());

        var given = Topics.await(
                PersonChanged.DelegationsChanged.class,
                event -> event.delegations().contains(delegation));
        assertThat(given.principal()).isEqualTo(ADA.sub());
        Topics.await(
                PersonChanged.DelegationsChanged.class,
                event -> event.delegations().isEmpty() && event.at().isAfter(given.at()));
        assertThat(Topics.all(PersonChanged.DelegationsChanged.class)
                        .filter(event -> event.delegations().contains(delegation)))
                .hasSize(1);
    }

    @Test
    void aDelegationCountsInItsTimeAndForItsTools() {
        var id = held(AnAction.postingAMessage());

        rules(List.of(), toCarol(Duration.ofMinutes(1), Duration.ofHours(1)));
        CAROL.asks().get("/api/actions/{id}", id).then().statusCode(404);
        rules(List.of(), toCarol(Duration.ofHours(-1), Duration.ofSeconds(-1)));
        CAROL.asks().get("/api/actions/{id}", id).then().statusCode(404);
        rules(List.of(), toCarol(Duration.ofHours(-1), Duration.ofHours(1), "github.create_issue"));
        CAROL.asks().get("/api/actions/{id}", id).then().statusCode(404);
        rules(List.of(), toCarol(Duration.ofHours(-1), Duration.ofHours(1), "slack.post_message"));
        CAROL.asks().get("/api/actions/{id}", id).then().statusCode(200);
    }

    @Test
    void aDelegateMayRejectAndIsAskedForALoginToApprove() {
        var rejected = held(AnAction.postingAMessage());
        var approved = held(AnAction.postingAMessage());
        rules(List.of(), anHour());

        CAROL.rejects(rejected, "Not now.").then().statusCode(200).body("state", equalTo("REJECTED"));
        CAROL.approves(approved).then().statusCode(401);
        assertThat(ADA.sees(rejected).getString("decision.by")).isEqualTo(CAROL.sub());
    }

    @Test
    void aDelegateChangesNothing() {
        var id = held(AnAction.postingAMessage());
        rules(List.of(), anHour());

        Edits.edit(CAROL, id, Map.of("channel", "#builds", "text", "x")).then().statusCode(403);
    }

    @Test
    void whatWasSettledWithoutADelegateIsNoneOfTheirBusiness() {
        var id = held(AnAction.postingAMessage());
        ADA.rejects(id, "No.").then().statusCode(200);

        rules(List.of(), anHour());

        CAROL.asks().get("/api/actions/{id}", id).then().statusCode(404);
    }

    @Test
    void anActionThatALimitForbidsSaysSo() {
        var id = held(AnAction.postingAMessage());
        assertThat(ADA.sees(id).getString("ownLimit")).isNull();

        rules(List.of(never("slack.post_message")));

        assertThat(ADA.sees(id).getString("ownLimit")).isEqualTo("the tool slack.post_message");
    }

    @Test
    void anOlderReportChangesNothing() {
        var newest = new OwnRules(REVISION.addAndGet(2), List.of(never("a.b")), List.of());
        var older = new OwnRules(newest.revision() - 1, List.of(), List.of(anHour()));
        QuarkusTransaction.requiringNew().run(() -> copy.take("auth0|ada", newest));
        QuarkusTransaction.requiringNew().run(() -> copy.take("auth0|ada", older));

        assertThat(copy.of("auth0|ada", Instant.now())).isEqualTo(newest);
        assertThat(copy.receivedBy(CAROL.sub())).isEmpty();
    }

    @Test
    void aLimitIsAskedForApprovedAndShownWhenTheGatewayHasIt() {
        var id = UUID.fromString(ADA.asks()
                .contentType("application/json")
                .body(Map.of("tool", "gmail.send_message"))
                .post("/api/limits")
                .then()
                .statusCode(202)
                .extract()
                .path("action"));
        Topics.send(Edits.classified(Edits.sent(id)));
        Topics.await1(id, ActionDecided.Pending.class);
        assertThat(ADA.sees(id).getString("sentence")).isEqualTo("Forbid the tool gmail.send_message");
        rules(List.of(), anHour());
        CAROL.asks().get("/api/actions/{id}", id).then().statusCode(404);

        ADA.approves(id).then().statusCode(200).body("state", equalTo("APPROVED"));
        var ref = Topics.await1(id, ActionDecided.Approved.class).action();
        var limit = new Limit(id, null, "gmail.send_message", null, null, null, null);
        Topics.send(new dev.approvalcopilot.contracts.event.ActionExecuted.Succeeded(
                ref,
                Json.MAPPER.valueToTree(new OwnRules(REVISION.incrementAndGet(), List.of(limit), List.of())),
                Instant.now()));

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() ->
                        ADA.asks().get("/api/limits").then().statusCode(200).body("id", hasItem(id.toString())));
        var removal = UUID.fromString(ADA.asks()
                .delete("/api/limits/{id}", id)
                .then()
                .statusCode(202)
                .extract()
                .path("action"));
        assertThat(dev.approvalcopilot.contracts.action.Action.read(
                                Edits.sent(removal).action())
                        .arguments()
                        .path("says")
                        .asText())
                .isEqualTo("the tool gmail.send_message");
        CAROL.asks().delete("/api/limits/{id}", id).then().statusCode(404);
    }

    private static ValidatableResponse ask(String what, Map<String, ?> body) {
        return ADA.asks()
                .contentType("application/json")
                .body(body)
                .post("/api/" + what)
                .then();
    }

    private void hasSignedIn(String sub, String email) {
        jdbi.useHandle(handle -> handle.execute("""
                insert into people (sub, email, groups, seen_at) values (?, ?, '{}', clock_timestamp())
                on conflict (sub) do update set email = excluded.email, seen_at = excluded.seen_at""", sub, email));
    }

    private static String in(Duration time) {
        return Instant.now().plus(time).truncatedTo(ChronoUnit.SECONDS).toString();
    }

    @Test
    void aLimitThatNamesNothingIsRefusedWithTheNameThatIsMeant() {
        ask("limits", Map.of("tool", "gmail.send_mail"))
                .statusCode(422)
                .body("errors.detail", hasItem(containsString("gmail.send_message")));
        ask("limits", Map.of("connection", "googleoauth2"))
                .statusCode(422)
                .body("errors.detail", hasItem(containsString("google-oauth2")));
        ask("limits", Map.of("agent", "Planer"))
                .statusCode(422)
                .body("errors.detail", hasItem(containsString("planner")));
        ask("limits", Map.of("tool", "gmail.send_message", "argument", "too", "max", 1))
                .statusCode(422)
                .body("errors.detail", hasItem(containsString("to?")));
    }

    @Test
    void aLimitNamesAnAgentOnceItHasAskedForSomething() {
        ask("limits", Map.of("agent", "robot-1001"))
                .statusCode(422)
                .body("errors.detail", hasItem(containsString("It can be named once it has.")));

        held(AnAction.postingAMessage().askedBy("robot-1001"));
        ask("limits", Map.of("agent", "robot-1001")).statusCode(202);
        ask("limits", Map.of("agent", "robot-1002"))
                .statusCode(422)
                .body("errors.detail", hasItem(containsString("Do you mean robot-1001?")));

        // Near to a known one, and another all the same.
        held(AnAction.postingAMessage().askedBy("robot-1002"));
        ask("limits", Map.of("agent", "robot-1002")).statusCode(202);
    }

    @Test
    void theNamesOfOthersAgentsAreNotTold() {
        held(AnAction.postingAMessage().of(CAROL.sub()).askedBy("carols-robot"));

        ask("limits", Map.of("agent", "carols-robott"))
                .statusCode(422)
                .body("errors.detail", not(hasItem(containsString("Do you mean"))));
    }

    @Test
    void aDelegateOfAnAgentsProposalHasSignedInOrIsInTheTenant() {
        var until = in(Duration.ofDays(1));
        var action = AnAction.of("self.delegate", Map.of("to", "auth0|carrol", "until", until));
        Topics.send(action.build());

        assertThat(Topics.await1(action.id(), ActionDecided.Rejected.class).reason())
                .contains("there is nobody with the id auth0|carrol here, or they have not signed in yet");
    }

    @Test
    void somebodyWhoseIdIsNearAKnownOneIsDelegatedToAllTheSame() {
        hasSignedIn("samlp|acme|1001", "first@acme.example");
        Person.added("samlp|acme|1002", List.of());

        var id = UUID.fromString(ask("delegations", Map.of("to", "samlp|acme|1002", "until", in(Duration.ofDays(1))))
                .statusCode(202)
                .extract()
                .path("action"));
        ask("delegations", Map.of("to", "samlp|acme|1003", "until", in(Duration.ofDays(1))))
                .statusCode(422)
                .body("errors.detail", hasItem(containsString("Do you mean samlp|acme|1001")));

        Topics.send(Edits.classified(Edits.sent(id)));
        Topics.await1(id, ActionDecided.Pending.class);
    }

    @Test
    void aDelegationToNobodyIsRefusedWithWhoIsMeant() {
        hasSignedIn("auth0|delegate-9", "dele@acme.example");

        ask("delegations", Map.of("to", "auth0|delegate-99", "until", in(Duration.ofDays(1))))
                .statusCode(422)
                .body("errors.detail", hasItem(containsString("auth0|delegate-9?")));
        ask("delegations", Map.of("to", "Dele@acme.example", "until", in(Duration.ofDays(1))))
                .statusCode(422)
                .body("errors.detail", hasItem(containsString("auth0|delegate-9?")));
        ask("delegations", Map.of("to", "nobody@acme.test", "until", in(Duration.ofDays(1))))
                .statusCode(422)
                .body("errors.detail", hasItem(containsString("there is nobody")));
        ask("delegations", Map.of("to", "auth0|olga", "until", in(Duration.ofDays(1))))
                .statusCode(202);
        ask("delegations", Map.of("to", ADA.sub(), "until", in(Duration.ofDays(1))))
                .statusCode(422);
        ask("delegations", Map.of("to", "auth0|delegate-9", "until", in(Duration.ofDays(1))))
                .statusCode(202);
    }

    @Test
    void aDelegationEndsInTimeAndAfterItBegan() {
        hasSignedIn("auth0|delegate-9", "dele@acme.example");

        for (var until : new String[] {in(Duration.ofDays(365)), in(Duration.ofDays(-1)), "2027-02-30T00:00:00Z"}) {
            ask("delegations", Map.of("to", "auth0|delegate-9", "until", until)).statusCode(422);
        }
        ask(
                        "delegations",
                        Map.of(
                                "to",
                                "auth0|delegate-9",
                                "from",
                                in(Duration.ofDays(2)),
                                "until",
                                in(Duration.ofDays(1))))
                .statusCode(422);
        ask(
                        "delegations",
                        Map.of(
                                "to",
                                "auth0|delegate-9",
                                "until",
                                in(Duration.ofDays(1)),
                                "tools",
                                List.of("gmail.sendmessage")))
                .statusCode(422)
                .body("errors.detail", hasItem(containsString("gmail.send_message")));
    }

    @Test
    void nobodyIsAskedAboutARuleOfAnAgentThatWouldProtectNothing() {
        var action = AnAction.of("self.set_limits", Map.of("tool", "gmail.send_mail"));
        Topics.send(action.build());

        var rejected = Topics.await1(action.id(), ActionDecided.Rejected.class);

        assertThat(rejected.reason()).contains("would protect nothing").contains("gmail.send_message");
    }

    /** Otherwise the event could not be written, and nobody would hear of the action. */
    @Test
    void aRuleThatNamesManyThingsThatAreNotThereIsRejectedInAsManyWordsAsAnEventHolds() {
        var tools = IntStream.range(10, 30)
                .mapToObj(i -> "gmail." + "s".repeat(90) + i)
                .toList();
        var action = AnAction.of("self.delegate", Map.of("to", "auth0|delegate-9", "until", in(Duration.ofDays(1))))
                .with("tools", Json.MAPPER.<JsonNode>valueToTree(tools));
        Topics.send(action.build());

        var rejected = Topics.await1(action.id(), ActionDecided.Rejected.class);

        assertThat(rejected.reason())
                .startsWith("The rule would protect nothing. /tools/0: there is no tool gmail.sss")
                .endsWith("…")
                .hasSize(2000);
    }

    @Test
    void whatSaysNoLimitOrNoDelegationIsNotAskedFor() {
        ADA.asks()
                .contentType("application/json")
                .body(Map.of("argument", "to"))
                .post("/api/limits")
                .then()
                .statusCode(422);
        ADA.asks()
                .contentType("application/json")
                .body(Map.of("to", "auth0|bob"))
                .post("/api/delegations")
                .then()
                .statusCode(422)
                .body("errors.size()", equalTo(1));
        ADA.withScope("openid actions:read")
                .asks()
                .contentType("application/json")
                .body(Map.of("tool", "a.b"))
                .post("/api/limits")
                .then()
                .statusCode(403);
    }
}
