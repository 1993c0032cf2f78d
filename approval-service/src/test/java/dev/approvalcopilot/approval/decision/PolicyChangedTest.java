package dev.approvalcopilot.approval.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.endsWith;

import dev.approvalcopilot.approval.inbox.PolicyInForce;
import dev.approvalcopilot.approval.testing.AnAction;
import dev.approvalcopilot.approval.testing.Edits;
import dev.approvalcopilot.approval.testing.Person;
import dev.approvalcopilot.approval.testing.Reviews;
import dev.approvalcopilot.approval.testing.Topics;
import dev.approvalcopilot.contracts.action.Action;
import dev.approvalcopilot.contracts.event.ActionDecided;
import dev.approvalcopilot.contracts.event.GrantIssued;
import dev.approvalcopilot.contracts.event.PoliciesInForce;
import dev.approvalcopilot.contracts.json.Digest;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The risk-service starts with other policies while an action of Ada's waits. */
@QuarkusTest
class PolicyChangedTest {
    private static final Digest TIGHTER = Reviews.digest("tighter policies");

    @Inject
    PolicyInForce policies;

    @Inject
    Jdbi jdbi;

    @AfterEach
    void forget() {
        jdbi.useHandle(handle -> handle.execute("delete from policy_in_force"));
    }

    private void tighten(Instant at) {
        Topics.send(new PoliciesInForce(TIGHTER, at));
    }

    private void awaitTighter(Digest old) {
        await().until(() -> !policies.is(old));
    }

    private static UUID held(AnAction action) {
        Topics.send(action.build());
        Topics.await1(action.id(), ActionDecided.Pending.class);
        return action.id();
    }

    private static UUID isJudgedAnew(UUID id) {
        return UUID.fromString(Person.ada()
                .approves(id)
                .then()
                .statusCode(409)
                .body("type", endsWith(":policy_changed"))
                .extract()
                .path("successor"));
    }

    @Test
    void whatOthersJudgedIsNotApprovedButJudgedAnew() {
        var id = held(AnAction.postingAMessage());
        var old = new Digest(Person.ada().sees(id).getString("review.policy"));
        tighten(Instant.now());
        awaitTighter(old);

        var successor = isJudgedAnew(id);

        var again = Edits.sent(successor);
        assertThat(again.reclassified()).isTrue();
        assertThat(again.supersedes()).isEqualTo(id);
        assertThat(Action.read(again.action()).arguments().path("channel").asText())
                .isEqualTo("#general");
        assertThat(Topics.await1(id, ActionDecided.Superseded.class).by()).isEqualTo("policy:changed");
        assertThat(Topics.seen(id, GrantIssued.class)).isEmpty();
    }

    @Test
    void nobodyLogsInForWhatIsJudgedAnewAfterwards() {
        var id = held(AnAction.deletingARepository());
        var old = new Digest(Person.ada().sees(id).getString("review.policy"));
        tighten(Instant.now());
        awaitTighter(old);

        isJudgedAnew(id);
    }

    @Test
    void aNoCountsWhicheverPoliciesThereAre() {
        var id = held(AnAction.postingAMessage());
        var old = new Digest(Person.ada().sees(id).getString("review.policy"));
        tighten(Instant.now());
        awaitTighter(old);

        Person.ada().rejects(id, "no").then().statusCode(200);
    }

    @Test
    void whatIsJudgedByThePoliciesInForceIsApproved() {
        var first = held(AnAction.postingAMessage());
        var old = new Digest(Person.ada().sees(first).getString("review.policy"));
        tighten(Instant.now().minusSeconds(60));
        tighten(Instant.now().plusSeconds(86_400));
        var second = held(AnAction.postingAMessage());

        assertThat(policies.is(old)).isTrue();
        Person.ada().approves(second).then().statusCode(200);
    }
}
