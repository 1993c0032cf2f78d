package dev.approvalcopilot.approval.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.approvalcopilot.approval.testing.AnAction;
import dev.approvalcopilot.approval.testing.Person;
import dev.approvalcopilot.approval.testing.PlainBrowser;
import dev.approvalcopilot.approval.testing.Topics;
import dev.approvalcopilot.contracts.Ids;
import dev.approvalcopilot.contracts.event.ActionDecided;
import dev.approvalcopilot.contracts.event.ActionExecuted;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/** What the page says of the people around an action: who may decide, who did, and what is still theirs to do. */
@QuarkusTest
class WhoDecidesTest {
    private static final PlainBrowser ADA = PlainBrowser.of(Person.ada());
    private static final PlainBrowser BOB = PlainBrowser.of(Person.bob());

    @Inject
    Jdbi jdbi;

    private void letBobDecideFor(String principal, Runnable test) {
        var id = Ids.next();
        jdbi.useHandle(handle -> handle.execute(
                "insert into own_rules (principal, revision, rules)"
                        + " values (?, 0, '{\"revision\":0,\"limits\":[],\"delegations\":[]}') on conflict do nothing",
                principal));
        jdbi.useHandle(handle -> handle.execute(
                "insert into delegates (id, principal, delegate, valid_from, valid_until, tools)"
                        + " values (?, ?, 'auth0|bob', now() - interval '1 minute', now() + interval '1 hour', '{}')",
                id,
                principal));
        try {
            test.run();
        } finally {
            jdbi.useHandle(handle -> handle.execute("delete from delegates where id = ?", id));
        }
    }

    @Test
    void onlyYouDecideWhereNobodyElseMay() {
        assertThat(ADA.get("/actions/" + Held.hold(AnAction.postingAMessage())).text())
                .contains("only you decide");
    }

    @Test
    void whereADelegateMayDecideBothPagesSaySo() {
        letBobDecideFor("auth0|ada", () -> {
            var action = Held.hold(AnAction.postingAMessage());

            assertThat(ADA.get("/actions/" + action).text())
                    .contains("you or bob@acme.test may decide")
                    .doesNotContain("only you decide");
            assertThat(BOB.get("/actions/" + action).text())
                    .contains("the person it is for or you in their place may decide")
                    .doesNotContain("only you decide");
        });
    }

    @Test
    void whoDecidedInThePersonsPlaceStandsInDetailAndHistory() {
        letBobDecideFor("auth0|ada", () -> {
            var run = Ids.next();
            var action = Held.hold(AnAction.postingAMessage().inRun(run));
            Person.bob().rejects(action, "not now").then().statusCode(200);

            assertThat(ADA.get("/actions/" + action).text()).contains("rejected by bob@acme.test for you");
            assertThat(BOB.get("/actions/" + action).text()).contains("rejected by you");
            assertThat(ADA.get("/?show=history&run=" + run).text()).contains("rejected by bob@acme.test");
            assertThat(Person.ada().sees(action).getString("decision.byName")).isEqualTo("bob@acme.test");
        });
    }

    @Test
    void whatThePersonDecidedStandsAsTheirs() {
        var run = Ids.next();
        var action = Held.hold(AnAction.postingAMessage().inRun(run));
        Person.ada().approves(action).then().statusCode(200);

        assertThat(ADA.get("/actions/" + action).text()).contains("approved by you");
        assertThat(ADA.get("/?show=history&run=" + run).text()).contains("approved by you");
    }

    @Test
    void whatMayHaveHappenedWaitsInTheInboxUntilItIsSettled() {
        var action = unknown();

        var inbox = ADA.get("/");
        assertThat(inbox.text()).containsPattern("To be settled by you: [0-9,]+ actions?");
        assertThat(inbox.html()).contains("/actions/" + action);
        assertThat(ADA.get("/actions/unsettled").html()).contains("/actions/" + action);
        int before = unsettled();
        assertThat(before).isPositive();

        var page = ADA.get("/actions/" + action);
        ADA.send(page, "/actions/" + action + "/settle", "happened", "no", "note", "I looked.");

        assertThat(ADA.get("/actions/unsettled").html()).doesNotContain("/actions/" + action);
        assertThat(unsettled()).isEqualTo(before - 1);
    }

    private static int unsettled() {
        return Person.ada().asks().get("/api/actions?limit=1").jsonPath().getInt("unsettled");
    }

    private static UUID unknown() {
        var id = Held.hold(AnAction.postingAMessage());
        Person.ada().approves(id).then().statusCode(200);
        var ref = Topics.await1(id, ActionDecided.Approved.class).action();
        Topics.send(new ActionExecuted.Unknown(ref, "No answer came.", Instant.now()));
        Person.ada().sees(id, "UNKNOWN");
        return id;
    }

    @Test
    void theGatewayThatDoesNotComeIsSaidAfterFiveSecondsWithTheEndOfTheApproval() {
        var action = Held.hold(AnAction.postingAMessage());
        Person.ada().approves(action).then().statusCode(200);
        var path = "/actions/" + action;
        assertThat(ADA.get(path).html()).containsPattern("data-taken-up=\"[1-9][0-9]*\" hidden>");

        jdbi.useHandle(handle -> handle.execute(
                "update approvals set decided_at = decided_at - interval '6 seconds' where id = ?", action));

        assertThat(ADA.get(path).html()).contains("data-taken-up=\"0\">");
        assertThat(ADA.get(path).text())
                .containsPattern("The gateway has not taken it up yet\\. The approval ends at \\d\\d:\\d\\d:\\d\\d");
        var ref = Topics.await1(action, ActionDecided.Approved.class).action();
        Topics.send(new ActionExecuted.Succeeded(ref, JsonNodeFactory.instance.objectNode(), Instant.now()));
        Person.ada().sees(action, "SUCCEEDED");
        assertThat(ADA.get(path).text()).doesNotContain("has not taken it up");
    }

    @Test
    void anEditOf4000ChineseCharactersIsTakenAndWhatNobodyTouchedStaysAsItIs() {
        for (var text : new String[] {"\u6771".repeat(4000), "\u0416".repeat(6000), "\uD83D\uDE00".repeat(2800)}) {
            var action = Held.hold(AnAction.sendingAMail().with("text", text).with("subject", "Notice"));
            var path = "/actions/" + action + "/edit";
            var answer = ADA.send(ADA.get(path), path, "value", "Changed", "value", text, "value", "legal@acme.test");

            assertThat(answer.status()).as(answer.text()).isEqualTo(303);
            assertThat(Person.ada().sees(action).getString("state")).isEqualTo("SUPERSEDED");
        }
    }
}
