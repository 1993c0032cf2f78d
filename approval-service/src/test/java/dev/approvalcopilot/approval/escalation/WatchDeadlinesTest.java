package dev.approvalcopilot.approval.escalation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.approvalcopilot.approval.testing.AnAction;
import dev.approvalcopilot.approval.testing.BoundLogins;
import dev.approvalcopilot.approval.testing.Grants;
import dev.approvalcopilot.approval.testing.Person;
import dev.approvalcopilot.approval.testing.Topics;
import dev.approvalcopilot.contracts.event.ActionClassified.Escalation;
import dev.approvalcopilot.contracts.event.ActionClassified.Waiting;
import dev.approvalcopilot.contracts.event.ActionDecided;
import dev.approvalcopilot.contracts.event.GrantIssued;
import dev.approvalcopilot.contracts.event.SecurityEvent;
import dev.approvalcopilot.contracts.grant.GrantClaims;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Bob is in the group security. Carol, who has connected no account, is away at times. */
@QuarkusTest
class WatchDeadlinesTest {
    private static final Person BOB = Person.bob();
    private static final Person CAROL = Person.carol();
    private static final Duration SOON = Duration.ofMillis(1);
    private static final Duration LATER = Duration.ofHours(4);

    /** Keeps the list short, however much waits for the group. */
    private static final UUID RUN = UUID.randomUUID();

    @Inject
    Jdbi jdbi;

    @Inject
    WatchDeadlines watch;

    /** A notice is deleted as soon as it is spread, which may be the next moment: a copy stays. */
    @BeforeEach
    void keepNotices() {
        jdbi.useTransaction(handle -> {
            handle.execute("create table if not exists told (like notices)");
            handle.execute("""
                    create or replace function keep_told() returns trigger language plpgsql as $$
                    begin
                      insert into told values (new.*);
                      return new;
                    end $$""");
            handle.execute("""
                    create or replace trigger keep_told before insert on notices
                    for each row execute function keep_told()""");
        });
    }

    @AfterEach
    void carolIsBack() {
        CAROL.asks()
                .contentType("application/json")
                .delete("/api/absence")
                .then()
                .statusCode(204);
    }

    private static UUID held(Person principal, Duration reminder, Duration escalation) {
        var action = AnAction.postingAMessage()
                .of(principal.sub())
                .inRun(RUN)
                .waiting(new Waiting(reminder, new Escalation(escalation, List.of("security")), false));
        Topics.send(action.build());
        Topics.await1(action.id(), ActionDecided.Pending.class);
        return action.id();
    }

    private List<String> told(UUID action, String kind) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select array_to_string(people || groups, ',') from told
                        where action = :action and kind = :kind""")
                .bind("action", action)
                .bind("kind", kind)
                .mapTo(String.class)
                .list());
    }

    private void awaitTold(UUID action, String kind) {
        await(kind)
                .atMost(Duration.ofSeconds(20))
                .until(() -> !told(action, kind).isEmpty());
    }

    @Test
    void remindsThePrincipalOnce() {
        var id = held(CAROL, SOON, LATER);

        awaitTold(id, "REMINDER");
        watch.watchOneBatch();
        watch.watchOneBatch();

        assertThat(told(id, "REMINDER")).containsExactly(CAROL.sub());
        assertThat(told(id, "ESCALATION")).isEmpty();
        var seen = CAROL.sees(id);
        assertThat(seen.getString("waiting.remindedAt")).isNotNull();
        assertThat(seen.getString("waiting.escalatedAt")).isNull();
        assertThat(seen.getString("waiting.escalateAt")).isNotNull();
    }

    @Test
    void passesOnWhatNobodyDecidedAndAMemberOfTheGroupThenApproves() {
        var id = held(Person.ada(), LATER, SOON);

        awaitTold(id, "ESCALATION");
        watch.watchOneBatch();

        assertThat(told(id, "ESCALATION")).containsExactly("security");
        assertThat(told(id, "REMINDER")).isEmpty();
        assertThat(Topics.await1(id, ActionDecided.Escalated.class).groups()).containsExactly("security");
        assertThat(Topics.seen(id, SecurityEvent.class)).isEmpty();
        BOB.asks()
                .get("/api/actions?inbox=team&state=PENDING&run=" + RUN)
                .then()
                .body("actions.id", hasItem(id.toString()));
        BoundLogins.logIn(BOB, id);
        BOB.approves(id).then().statusCode(200).body("state", equalTo("APPROVED"));
        assertThat(Grants.verified(Topics.await1(id, GrantIssued.class)).approvers())
                .extracting(GrantClaims.Approver::sub)
                .containsExactly(BOB.sub());
    }

    @Test
    void anEscalationThatCouldTellNobodySaysSo() {
        var action = AnAction.postingAMessage()
                .of(CAROL.sub())
                .inRun(RUN)
                .waiting(new Waiting(LATER, new Escalation(SOON, List.of("nobody-is-in-here")), false));
        Topics.send(action.build());

        var escalated = Topics.await1(action.id(), ActionDecided.Escalated.class);

        assertThat(escalated.reached()).isZero();
        assertThat(CAROL.sees(action.id()).getInt("waiting.escalationReached")).isZero();
    }

    @Test
    void anEscalationCountsThoseWhoAreTold() {
        jdbi.useHandle(handle -> handle.execute("""
                insert into people (sub, email, groups, seen_at)
                values ('auth0|zoe', 'zoe@acme.example', '{zoos}', clock_timestamp()) on conflict do nothing"""));
        var action = AnAction.deletingARepository()
                .of(CAROL.sub())
                .inRun(RUN)
                .waiting(new Waiting(LATER, new Escalation(SOON, List.of("zoos")), false));
        Topics.send(action.build());

        assertThat(Topics.await1(action.id(), ActionDecided.Escalated.class).reached())
                .isEqualTo(1);
    }

    @Test
    void beforeItIsPassedOnNobodyElseSeesIt() {
        var id = held(CAROL, LATER, LATER);
        watch.watchOneBatch();

        BOB.asks().get("/api/actions/{id}", id).then().statusCode(404);
    }

    @Test
    void whileThePrincipalIsAwayItIsPassedOnAtOnce() {
        CAROL.asks()
                .contentType("application/json")
                .body(Map.of(
                        "from", Instant.now().minusSeconds(60).toString(),
                        "until", Instant.now().plusSeconds(3600).toString(),
                        "note", "Ask Bob."))
                .put("/api/absence")
                .then()
                .statusCode(200)
                .body("planned", equalTo(true));
        var id = held(CAROL, LATER, LATER);

        awaitTold(id, "ESCALATION");

        assertThat(told(id, "ESCALATION")).containsExactly("security");
        BOB.asks()
                .get("/api/actions/{id}", id)
                .then()
                .body("waiting.away.note", equalTo("Ask Bob."))
                .body("waiting.away.until", notNullValue())
                .body("state", equalTo("PENDING"));
        CAROL.asks().get("/api/actions/{id}", id).then().body("waiting.away", nullValue());
    }

    @Test
    void nothingComesOfWhatIsDecided() {
        var id = held(CAROL, LATER, LATER);
        CAROL.rejects(id, "no").then().statusCode(200);
        jdbi.useHandle(handle -> handle.execute(
                "update deadlines set remind_at = clock_timestamp(), escalate_at = clock_timestamp() where action = ?",
                id));

        await("the row to be closed")
                .until(() -> jdbi.withHandle(handle -> handle.createQuery(
                                "select remind_at is null and escalate_at is null from deadlines where action = :action")
                        .bind("action", id)
                        .mapTo(Boolean.class)
                        .one()));

        assertThat(told(id, "REMINDER")).isEmpty();
        assertThat(told(id, "ESCALATION")).isEmpty();
        BOB.asks().get("/api/actions/{id}", id).then().statusCode(404);
    }
}
