package dev.approvalcopilot.approval.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import dev.approvalcopilot.approval.identity.Caller;
import dev.approvalcopilot.approval.testing.AnAction;
import dev.approvalcopilot.approval.testing.BoundLogins;
import dev.approvalcopilot.approval.testing.Edits;
import dev.approvalcopilot.approval.testing.Grants;
import dev.approvalcopilot.approval.testing.Person;
import dev.approvalcopilot.approval.testing.Topics;
import dev.approvalcopilot.contracts.event.ActionDecided;
import dev.approvalcopilot.contracts.event.GrantIssued;
import dev.approvalcopilot.contracts.grant.GrantClaims;
import dev.approvalcopilot.contracts.json.Digest;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/** Ada's agent acts for Ada; Bob is in the group security; Carol is in none. */
@QuarkusTest
class TeamApprovalTest {
    private static final Person ADA = Person.ada();
    private static final Person BOB = Person.bob();
    private static final int RACES = 20;

    @Inject
    Jdbi jdbi;

    @Inject
    Decide decide;

    private static UUID held(AnAction action) {
        Topics.send(action.build());
        Topics.await1(action.id(), ActionDecided.Pending.class);
        return action.id();
    }

    private static UUID needingSecurity() {
        return held(AnAction.postingAMessage().needing(2).fromGroups("security"));
    }

    private static void logInAndApprove(Person person, UUID action, String state) {
        BoundLogins.logIn(person, action);
        person.approves(action).then().statusCode(200).body("state", equalTo(state));
    }

    private static List<String> approversOf(UUID action) {
        return Grants.verified(Topics.await1(action, GrantIssued.class)).approvers().stream()
                .map(GrantClaims.Approver::sub)
                .toList();
    }

    @Test
    void twoPeopleOfWhomOneIsInTheGroupMakeOneGrant() {
        var id = needingSecurity();

        ADA.approves(id)
                .then()
                .statusCode(200)
                .body("state", equalTo("PENDING"))
                .body("approvals.given.by", contains("auth0|ada"))
                .body("approvals.needed", equalTo(2))
                .body("approvals.missingGroups", contains("security"));
        assertThat(Topics.seen(id, GrantIssued.class)).isEmpty();
        logInAndApprove(BOB, id, "APPROVED");

        var claims = Grants.verified(Topics.await1(id, GrantIssued.class));
        assertThat(approversOf(id)).containsExactly("auth0|ada", "auth0|bob");
        assertThat(claims.approvers().getFirst().evidence()).isEmpty();
        assertThat(claims.approvers().getLast().evidence()).hasSize(1);
        assertThat(claims.sub()).isEqualTo("auth0|ada");
        assertThat(Topics.seen(id, GrantIssued.class)).hasSize(1);
    }

    @Test
    void eachYesLeavesOneEventAndTheLastNamesEverybody() {
        var id = needingSecurity();
        ADA.approves(id).then().statusCode(200);
        ADA.approves(id).then().statusCode(200);
        logInAndApprove(BOB, id, "APPROVED");

        var approved = Topics.await1(id, ActionDecided.Approved.class);
        assertThat(approved.by()).isEqualTo("auth0|bob");
        assertThat(approved.approvers())
                .extracting(ActionDecided.Approver::by)
                .containsExactly("auth0|ada", "auth0|bob");
        assertThat(Topics.seen(id, ActionDecided.ApprovalGiven.class))
                .singleElement()
                .satisfies(given -> {
                    assertThat(given.by()).isEqualTo("auth0|ada");
                    assertThat(given.given()).isEqualTo(1);
                    assertThat(given.needed()).isEqualTo(2);
                });
    }

    @Test
    void itStandsInTheInboxOfTheGroupAndOfNobodyElse() {
        var id = needingSecurity();

        BOB.asks()
                .get("/api/actions?inbox=team&state=PENDING&limit=100")
                .then()
                .body("actions.id", hasItem(id.toString()));
        BOB.asks().get("/api/actions?limit=100").then().body("actions.id", not(hasItem(id.toString())));
        ADA.asks().get("/api/actions?inbox=team&limit=100").then().body("actions.id", not(hasItem(id.toString())));
        Person.carol()
                .asks()
                .get("/api/actions?inbox=team&limit=100")
                .then()
                .body("actions.id", not(hasItem(id.toString())));
        var body = Person.approval(ADA.sees(id));
        Person.carol().asks().get("/api/actions/{id}", id).then().statusCode(404);
        Person.carol().decides(id, body, "").then().statusCode(404);
    }

    @Test
    void whatNamesNoGroupIsForThePrincipalAlone() {
        var id = held(AnAction.postingAMessage());

        BOB.asks().get("/api/actions/{id}", id).then().statusCode(404);
    }

    @Test
    void whoIsNotThePrincipalSeesTheGoalButNotTheRest() {
        var run = UUID.randomUUID();
        held(AnAction.postingAMessage().inRun(run));
        var id = held(AnAction.postingAMessage().inRun(run).needing(2).fromGroups("security"));

        assertThat(ADA.sees(id).getList("previous")).hasSize(1);
        var seen = BOB.sees(id);
        assertThat(seen.getList("previous")).isEmpty();
        assertThat(seen.getBoolean("own")).isFalse();
        assertThat(seen.getBoolean("needsFreshLogin")).isTrue();
    }

    @Test
    void onePersonCountsOnce() {
        var id = needingSecurity();
        logInAndApprove(BOB, id, "PENDING");

        BOB.approves(id)
                .then()
                .statusCode(200)
                .body("state", equalTo("PENDING"))
                .body("approvals.given.by", contains("auth0|bob"));
        assertThat(BOB.sees(id).getBoolean("youApproved")).isTrue();
        assertThat(Topics.seen(id, GrantIssued.class)).isEmpty();
    }

    @Test
    void aGroupMustBeAmongThemHoweverManyApprove() {
        var id = held(AnAction.postingAMessage().needing(1).fromGroups("security"));

        ADA.approves(id).then().statusCode(200).body("state", equalTo("PENDING"));
        logInAndApprove(BOB, id, "APPROVED");
        assertThat(approversOf(id)).containsExactly("auth0|ada", "auth0|bob");
    }

    @Test
    void ofACriticalActionBothLogIn() {
        var id = held(AnAction.deletingARepository().needing(2).fromGroups("security"));

        logInAndApprove(BOB, id, "PENDING");
        logInAndApprove(ADA, id, "APPROVED");

        assertThat(Grants.verified(Topics.await1(id, GrantIssued.class)).approvers())
                .allSatisfy(approver -> assertThat(approver.evidence()).hasSize(1));
    }

    @Test
    void tokensStayNoLongerThanTheDecisionTakes() {
        var id = needingSecurity();
        logInAndApprove(BOB, id, "PENDING");
        assertThat(tokensOf(id)).isEqualTo(1);

        ADA.approves(id).then().statusCode(200).body("state", equalTo("APPROVED"));

        assertThat(tokensOf(id)).isZero();
    }

    @Test
    void oneRejectionRejects() {
        var id = needingSecurity();
        ADA.approves(id).then().statusCode(200);

        BOB.rejects(id, "Not in this channel").then().statusCode(200).body("state", equalTo("REJECTED"));

        assertThat(Topics.await1(id, ActionDecided.Rejected.class).by()).isEqualTo("auth0|bob");
        assertThat(Topics.seen(id, GrantIssued.class)).isEmpty();
    }

    @Test
    void onlyThePrincipalEdits() {
        var id = needingSecurity();

        Edits.edit(BOB, id, Map.of("channel", "#builds", "text", "hello"))
                .then()
                .statusCode(403)
                .body("type", endsWith(":only_the_principal"));
    }

    @Test
    void anApprovalOlderThanTheWindowCountsNoMore() {
        var id = needingSecurity();
        logInAndApprove(BOB, id, "PENDING");
        jdbi.useHandle(handle -> handle.execute(
                "update given_approvals set auth_time = auth_time - interval '58 minutes' where action = ?", id));

        ADA.approves(id).then().body("state", equalTo("PENDING")).body("approvals.given.by", contains("auth0|ada"));
    }

    @Test
    void whereThePrincipalIsExcludedTheyCannotApproveAndTheGroupDoes() {
        var id = held(AnAction.postingAMessage().fromGroups("security").excludingTheRequester());

        ADA.approves(id)
                .then()
                .statusCode(403)
                .body("type", endsWith(":requester_excluded"))
                .body("groups", contains("security"));
        logInAndApprove(BOB, id, "APPROVED");

        assertThat(approversOf(id)).containsExactly("auth0|bob");
    }

    @Test
    void whoIsExcludedFromApprovingMayStillReject() {
        var id = held(AnAction.postingAMessage().fromGroups("security").excludingTheRequester());

        ADA.rejects(id, "Changed my mind").then().statusCode(200).body("state", equalTo("REJECTED"));
    }

    @Test
    void noTeamApprovalInABatch() {
        var id = needingSecurity();
        var item = new java.util.HashMap<>(Person.approval(BOB.sees(id)));
        item.put("id", id.toString());

        BOB.asks()
                .contentType("application/json")
                .body(Map.of("decisions", List.of(item)))
                .post("/api/actions/decisions")
                .then()
                .body("results[0].problem.type", endsWith(":not_in_a_batch"));
    }

    @Test
    void ofTwoWhoApproveAtOnceOneCompletes() throws Exception {
        var actions = new ArrayList<UUID>();
        for (int race = 0; race < RACES; race++) {
            actions.add(needingSecurity());
        }
        try (var threads = Executors.newFixedThreadPool(2)) {
            for (var action : actions) {
                var seen = ADA.sees(action);
                var approval = new Decision.Approve(
                        new Digest(seen.getString("digest")), new Digest(seen.getString("view")), "");
                pretendALogin(action, approval);
                var barrier = new CyclicBarrier(2);
                var tasks = List.<Callable<Verdict>>of(
                        () -> approve(new Caller("auth0|ada", "copilot-cli", Set.of()), action, approval, barrier),
                        () -> approve(
                                new Caller("auth0|bob", "copilot-cli", Set.of("security")), action, approval, barrier));
                var verdicts = new ArrayList<Class<?>>();
                for (var verdict : threads.invokeAll(tasks)) {
                    verdicts.add(verdict.get().getClass());
                }
                assertThat(verdicts).containsExactlyInAnyOrder(Verdict.Recorded.class, Verdict.Done.class);
            }
        }
        for (var action : actions) {
            assertThat(approversOf(action)).containsExactlyInAnyOrder("auth0|ada", "auth0|bob");
            assertThat(Topics.seen(action, GrantIssued.class)).hasSize(1);
        }
    }

    private Verdict approve(Caller person, UUID action, Decision.Approve approval, CyclicBarrier barrier)
            throws Exception {
        barrier.await();
        return decide.decide(person, action, approval);
    }

    /** What the gateway would refuse and this service takes for a login of Bob's; twenty real ones would take long. */
    private void pretendALogin(UUID action, Decision.Approve approval) {
        jdbi.useHandle(handle -> handle.execute(
                """
                insert into presence_evidence
                    (action, principal, digest, view, epoch, id_token, auth_time, groups, created_at)
                values (?, 'auth0|bob', ?, ?, (select coalesce(max(epoch), 0)::text from halts), 'a.b.c',
                    clock_timestamp(), array['security'], clock_timestamp())""", action, approval.digest().value(), approval.view().value()));
    }

    private int tokensOf(UUID action) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select count(*) from given_approvals where action = :action and id_token is not null")
                .bind("action", action)
                .mapTo(Integer.class)
                .one());
    }
}
