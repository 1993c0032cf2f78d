package dev.approvalcopilot.approval.decision;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import dev.approvalcopilot.approval.testing.AnAction;
import dev.approvalcopilot.approval.testing.Grants;
import dev.approvalcopilot.approval.testing.Person;
import dev.approvalcopilot.approval.testing.Reviews;
import dev.approvalcopilot.approval.testing.Topics;
import dev.approvalcopilot.contracts.Ids;
import dev.approvalcopilot.contracts.event.ActionDecided;
import dev.approvalcopilot.contracts.event.GrantIssued;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class DecisionResourceTest {
    private static UUID heldMessage() {
        return held(AnAction.postingAMessage());
    }

    private static UUID held(AnAction action) {
        Topics.send(action.build());
        Topics.await1(action.id(), ActionDecided.Pending.class);
        return action.id();
    }

    @Test
    void anApprovalBecomesASignedGrantForExactlyTheseBytes() {
        var id = heldMessage();
        var seen = Person.ada().sees(id);

        Person.ada().approves(id).then().statusCode(200).body("state", equalTo("APPROVED"));

        var issued = Topics.await1(id, GrantIssued.class);
        var claims = Grants.verified(issued);
        var approved = Topics.await1(id, ActionDecided.Approved.class);
        assertThat(claims.toolCall().digest())
                .isEqualTo(issued.action().digest())
                .hasToString(seen.getString("digest"));
        assertThat(claims.view()).hasToString(seen.getString("view"));
        assertThat(claims.toolCall().account()).isEqualTo(seen.getString("review.account.id"));
        assertThat(claims.sub()).isEqualTo("auth0|ada");
        assertThat(claims.approvers()).hasSize(1);
        assertThat(claims.approvers().getFirst().sub()).isEqualTo("auth0|ada");
        assertThat(approved.grantId()).isEqualTo(claims.jti());
        assertThat(claims.exp() - claims.iat()).isEqualTo(300);
    }

    @Test
    void aRejectionTellsTheAgentWhy() {
        var id = heldMessage();

        Person.ada()
                .rejects(id, "Too loud. Use #builds.")
                .then()
                .statusCode(200)
                .body("state", equalTo("REJECTED"));

        var rejected = Topics.await1(id, ActionDecided.Rejected.class);
        assertThat(rejected.by()).isEqualTo("auth0|ada");
        assertThat(rejected.reason()).isEqualTo("Too loud. Use #builds.");
        assertThat(Topics.seen(id, GrantIssued.class)).isEmpty();
    }

    @Test
    void aRejectionTellsTheAgentWhatAPolicyNamesInsteadAndAnAnswerSpeaksForItself() {
        var rejected = AnAction.postingAMessage().withAnAlternative("Post it without the mention.");
        var answered = AnAction.postingAMessage().withAnAlternative("Post it without the mention.");
        Topics.send(rejected.build());
        Topics.send(answered.build());

        assertThat(Person.ada().sees(rejected.id()).getString("review.reasons[0].alternative"))
                .isEqualTo("Post it without the mention.");
        Person.ada().rejects(rejected.id(), "Too loud").then().statusCode(200);
        Person.ada().answers(answered.id(), "Use #builds.").then().statusCode(200);

        assertThat(Topics.await1(rejected.id(), ActionDecided.Rejected.class).alternative())
                .isEqualTo("Post it without the mention.");
        assertThat(Topics.await1(answered.id(), ActionDecided.Rejected.class).alternative())
                .isNull();
    }

    @Test
    void aRejectionNeedsAReason() {
        var id = heldMessage();

        Person.ada().rejects(id, " ").then().statusCode(400).body("type", endsWith(":reason_needed"));
        Person.ada().rejects(id, "x".repeat(501)).then().statusCode(400);
        assertThat(Person.ada().sees(id).getString("state")).isEqualTo("PENDING");
    }

    @Test
    void aPreparedReasonAndTheOwnWordsReachTheAgentTogether() {
        var id = heldMessage();
        var body = new HashMap<>(Person.approval(Person.ada().sees(id)));
        body.put("decision", "reject");
        body.put("preset", "too_risky");
        body.put("reason", "post it in #test first");

        Person.ada().decides(id, body, "").then().statusCode(200);

        assertThat(Topics.await1(id, ActionDecided.Rejected.class).reason())
                .isEqualTo("Too risky: post it in #test first");
    }

    @Test
    void namesThePreparedReasons() {
        Person.ada()
                .asks()
                .get("/api/rejection-reasons")
                .then()
                .statusCode(200)
                .body("preset", hasItem("wrong_target"))
                .body("words", hasItem("The wrong target"));
    }

    @Test
    void anAnswerRunsNothingAndReachesTheAgent() {
        var id = heldMessage();

        Person.ada()
                .answers(id, "The channel is #builds.")
                .then()
                .statusCode(200)
                .body("state", equalTo("REJECTED"));

        var rejected = Topics.await1(id, ActionDecided.Rejected.class);
        assertThat(rejected.answer()).isEqualTo("The channel is #builds.");
        assertThat(Person.ada().sees(id).getString("decision.answer")).isEqualTo("The channel is #builds.");
        assertThat(Topics.seen(id, GrantIssued.class)).isEmpty();
    }

    @Test
    void anAnswerNeedsWords() {
        var id = heldMessage();

        Person.ada().answers(id, " ").then().statusCode(400).body("type", endsWith(":answer_needed"));
        Person.ada().answers(id, "x".repeat(1501)).then().statusCode(400);
        assertThat(Person.ada().sees(id).getString("state")).isEqualTo("PENDING");
    }

    @Test
    void answers409WithTheCurrentDocumentWhenTheViewIsStale() {
        var id = heldMessage();
        var seen = Person.ada().sees(id);
        for (var member : new String[] {"digest", "view"}) {
            var body = new HashMap<>(Person.approval(seen));
            body.put(member, Reviews.digest("something older").value());

            Person.ada()
                    .decides(id, body, "")
                    .then()
                    .statusCode(409)
                    .contentType("application/problem+json")
                    .body("type", equalTo("urn:approval-copilot:problem:stale_view"))
                    .body("view", equalTo(seen.getString("view")))
                    .body("review.digest", equalTo(seen.getString("digest")));
        }
        assertThat(Person.ada().sees(id).getString("state")).isEqualTo("PENDING");
    }

    @Test
    void theSecondDecisionIsToldOfTheFirst() {
        var id = heldMessage();
        var body = Person.approval(Person.ada().sees(id));
        Person.ada().rejects(id, "no").then().statusCode(200);

        Person.ada()
                .decides(id, body, "")
                .then()
                .statusCode(409)
                .body("type", endsWith(":already_decided"))
                .body("state", equalTo("REJECTED"));
    }

    @Test
    void theSameDecisionWithTheSameKeyGetsTheSameAnswer() {
        var id = heldMessage();
        var body = Person.approval(Person.ada().sees(id));

        var first = Person.ada()
                .decides(id, body, "key-1")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        var second = Person.ada()
                .decides(id, body, "key-1")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        Person.ada().decides(id, body, "key-2").then().statusCode(409);

        assertThat(second).isEqualTo(first);
        Topics.await1(id, GrantIssued.class);
        assertThat(Topics.seen(id, GrantIssued.class)).hasSize(1);
    }

    @Test
    void anotherPersonsActionDoesNotExist() {
        var id = heldMessage();
        var body = Person.approval(Person.ada().sees(id));

        var foreign = Person.bob()
                .decides(id, body, "")
                .then()
                .statusCode(404)
                .extract()
                .jsonPath();
        var unknown = Person.bob()
                .decides(Ids.next(), body, "")
                .then()
                .statusCode(404)
                .extract()
                .jsonPath();
        var foreignGet = Person.bob()
                .asks()
                .get("/api/actions/{id}", id)
                .then()
                .statusCode(404)
                .extract()
                .jsonPath();

        for (var member : new String[] {"type", "title", "detail", "status"}) {
            assertThat(foreign.getString(member))
                    .isEqualTo(unknown.getString(member))
                    .isEqualTo(foreignGet.getString(member));
        }
        Person.bob().asks().get("/api/actions").then().statusCode(200).body(not(containsString(id.toString())));
        assertThat(Person.ada().sees(id).getString("state")).isEqualTo("PENDING");
    }

    @Test
    void anAgentWithThePersonsTokenCannotDecide() {
        var id = heldMessage();
        var body = Person.approval(Person.ada().sees(id));

        Person.ada()
                .throughAnAgent()
                .decides(id, body, "")
                .then()
                .statusCode(403)
                .body("type", endsWith(":not_an_approver_client"));
        assertThat(Person.ada().sees(id).getString("state")).isEqualTo("PENDING");
    }

    @Test
    void readingIsNotDeciding() {
        var id = heldMessage();
        var body = Person.approval(Person.ada().sees(id));

        Person.ada()
                .withScope("openid actions:read")
                .decides(id, body, "")
                .then()
                .statusCode(403)
                .header("WWW-Authenticate", containsString("insufficient_scope"))
                .body("type", endsWith(":insufficient_scope"));
    }

    @Test
    void nothingIsSaidWithoutAToken() {
        given().get("/api/actions").then().statusCode(401);
        given().get("/api/actions/{id}", Ids.next()).then().statusCode(401);
        given().get("/api/actions/stream").then().statusCode(401);
        given().contentType("application/json")
                .body("{}")
                .post("/api/actions/{id}/decision", Ids.next())
                .then()
                .statusCode(401);
    }

    @Test
    void whoHasNoAccountIsToldWhereToConnectOne() {
        var id = held(AnAction.postingAMessage().of("auth0|carol"));

        var seen = Person.carol().sees(id);
        assertThat(seen.getString("account")).isEqualTo("NOT_CONNECTED");
        assertThat(seen.getString("connectHint")).contains("Slack");
        Person.carol()
                .approves(id)
                .then()
                .statusCode(409)
                .body("type", endsWith(":not_connected"))
                .body("connection", equalTo("sign-in-with-slack"))
                .body("connect_hint", containsString("Connect a Slack account"));
        Person.carol().rejects(id, "Not without an account").then().statusCode(200);
    }

    @Test
    void onePersonDoesNotApproveWhatNeedsTwo() {
        var id = held(AnAction.postingAMessage().needing(2));

        Person.ada().approves(id).then().statusCode(409).body("type", endsWith(":more_approvers_needed"));
    }

    @Test
    void whatNobodyDecidesExpires() {
        var action = AnAction.postingAMessage().expiringAfter(Duration.ofSeconds(1));
        Topics.send(action.build());

        Topics.await1(action.id(), ActionDecided.Expired.class);

        Person.ada()
                .approves(action.id())
                .then()
                .statusCode(409)
                .body("type", endsWith(":already_decided"))
                .body("state", equalTo("EXPIRED"));
    }

    @Test
    void refusesWhatIsNoDecision() {
        var id = heldMessage();
        var body = Person.approval(Person.ada().sees(id));
        for (var wrong : new Map<?, ?>[] {
            Map.of(), Map.of("decision", "approve"), changed(body, "decision", "maybe"), changed(body, "digest", "x")
        }) {
            Person.ada()
                    .asks()
                    .contentType("application/json")
                    .body(wrong)
                    .post("/api/actions/{id}/decision", id)
                    .then()
                    .statusCode(400);
        }
    }

    private static Map<String, String> changed(Map<String, String> body, String member, String value) {
        var changed = new HashMap<>(body);
        changed.put(member, value);
        return changed;
    }
}
