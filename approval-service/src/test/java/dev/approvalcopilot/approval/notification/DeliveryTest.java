package dev.approvalcopilot.approval.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.approvalcopilot.approval.identity.People;
import dev.approvalcopilot.approval.notification.Preferences.Wish;
import dev.approvalcopilot.approval.own.OwnRulesCopy;
import dev.approvalcopilot.approval.testing.AnAction;
import dev.approvalcopilot.approval.testing.Receivers;
import dev.approvalcopilot.approval.testing.Receivers.Answer;
import dev.approvalcopilot.approval.testing.Receivers.Post;
import dev.approvalcopilot.approval.testing.Topics;
import dev.approvalcopilot.approval.waiting.Absence;
import dev.approvalcopilot.approval.waiting.Absences;
import dev.approvalcopilot.contracts.Ids;
import dev.approvalcopilot.contracts.action.RiskLevel;
import dev.approvalcopilot.contracts.event.ActionDecided;
import dev.approvalcopilot.contracts.event.RunChanged;
import dev.approvalcopilot.contracts.json.Json;
import dev.approvalcopilot.contracts.own.Delegation;
import dev.approvalcopilot.contracts.own.OwnRules;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/** From what happened to what a receiver has, over webhooks: whoever is told, again until it got through, and never for nothing. */
@QuarkusTest
class DeliveryTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    @Inject
    Jdbi jdbi;

    @Inject
    Notifications notifications;

    @Inject
    People people;

    @Inject
    PreferenceRows preferences;

    @Inject
    OwnRulesCopy ownRules;

    @Inject
    Absences absences;

    @Inject
    Spread spread;

    @Inject
    Deliver deliver;

    /** What the scheduler does each second, at once. Both may do it: each row is taken by one of them. */
    private void turn() {
        spread.spreadOneBatch();
        deliver.webhook();
    }

    private record Row(String channel, String person, String state, int attempts, String reason) {}

    private List<Row> rows(UUID action) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select channel, person, state, attempts, reason from notifications
                        where action = :action order by channel, person""")
                .bind("action", action)
                .map((row, _) -> new Row(
                        row.getString("channel"),
                        row.getString("person"),
                        row.getString("state"),
                        row.getInt("attempts"),
                        row.getString("reason")))
                .list());
    }

    /** Waits until nothing about the action is left to be sent, then gives the one webhook's row. */
    private Row webhook(UUID action) {
        return await("the end")
                .atMost(SOON)
                .until(
                        () -> {
                            turn();
                            return rows(action).stream()
                                    .filter(row -> row.channel.equals("WEBHOOK"))
                                    .toList();
                        },
                        rows -> rows.size() == 1 && !rows.getFirst().state.equals("DUE"))
                .getFirst();
    }

    private List<Post> posts(UUID action, int count) {
        return await("posts")
                .atMost(SOON)
                .until(
                        () -> {
                            turn();
                            return Receivers.webhooks(action);
                        },
                        posts -> posts.size() >= count);
    }

    private static AnAction aMessageOf(Told person) {
        return AnAction.postingAMessage().of(person.sub());
    }

    private static UUID held(AnAction action) {
        Topics.send(action.build());
        return action.id();
    }

    @Test
    void whoeverAnActionWaitsForIsToldWithoutItsArguments() throws Exception {
        var ada = Told.somebody();
        var id = held(aMessageOf(ada).with("text", "the secret plan"));

        var post = posts(id, 1).getFirst();
        var event = Json.MAPPER.readTree(post.body());

        assertThat(event.path("type").asText()).isEqualTo("notification.v1");
        assertThat(event.path("subject").asText()).isEqualTo(id.toString());
        assertThat(event.path("data").path("recipient").asText()).isEqualTo(ada.sub());
        assertThat(event.path("data").path("kind").asText()).isEqualTo("WAITING");
        assertThat(event.path("data").path("level").asText()).isEqualTo("MEDIUM");
        assertThat(event.path("data").path("tool").asText()).isEqualTo("Post a message");
        assertThat(event.path("data").path("link").asText()).endsWith("/actions/" + id);
        assertThat(post.body()).doesNotContain("secret", "#general", "sha-256");
        assertThat(webhook(id).state).isEqualTo("SENT");
    }

    @Test
    void whoDecidesForAnotherIsToldTooAndAloneWhileThatOneIsAway() {
        var principal = Told.somebody();
        var delegate = Told.somebody();
        letDecide(principal, delegate);

        assertThat(recipients(posts(held(aMessageOf(principal)), 2)))
                .containsExactlyInAnyOrder(principal.sub(), delegate.sub());

        away(principal);
        var whileAway = held(aMessageOf(principal));
        assertThat(recipients(posts(whileAway, 1))).containsExactly(delegate.sub());
        assertThat(rows(whileAway)).extracting(Row::person).containsOnly(delegate.sub());
    }

    private void letDecide(Told principal, Told delegate) {
        var now = Instant.now();
        var delegation = new Delegation(
                Ids.next(), delegate.sub(), now.minusSeconds(60), now.plus(Duration.ofDays(1)), List.of());
        QuarkusTransaction.requiringNew()
                .run(() -> ownRules.take(principal.sub(), new OwnRules(1, List.of(), List.of(delegation))));
    }

    private void away(Told person) {
        var now = Instant.now();
        QuarkusTransaction.requiringNew()
                .run(() -> absences.set(
                        person.sub(), new Absence(now.minusSeconds(60), now.plus(Duration.ofDays(1)), "at sea")));
    }

    private static List<String> recipients(List<Post> posts) {
        return posts.stream().map(DeliveryTest::recipient).toList();
    }

    private static String recipient(Post post) {
        try {
            return Json.MAPPER.readTree(post.body()).at("/data/recipient").asText();
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void whatFailsIsSentAgainUnderTheSameId() {
        var person = Told.somebody();
        var action = aMessageOf(person);
        Receivers.answer(action.id(), Receivers.status(503), Receivers.status(500));
        held(action);

        var posts = posts(action.id(), 3);

        assertThat(posts)
                .extracting(post -> post.headers().get("idempotency-key"))
                .containsOnly(posts.getFirst().headers().get("idempotency-key"));
        assertThat(posts).extracting(Post::body).containsOnly(posts.getFirst().body());
        assertThat(webhook(action.id())).isEqualTo(new Row("WEBHOOK", person.sub(), "SENT", 3, null));
    }

    @Test
    void aReceiverThatAsksForTimeGetsIt() {
        var action = aMessageOf(Told.somebody());
        Receivers.answer(action.id(), new Answer(429, "", Map.of("Retry-After", "3600")));
        held(action);
        posts(action.id(), 1);

        var due = await("the answer is noted")
                .atMost(SOON)
                .until(() -> dueAt(action.id()), at -> at.isAfter(Instant.now().plusSeconds(3000)));

        assertThat(due).isBefore(Instant.now().plusSeconds(3700));
        assertThat(Receivers.webhooks(action.id())).hasSize(1);
    }

    private Instant dueAt(UUID action) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select due_at from notifications where action = :action and channel = 'WEBHOOK'")
                .bind("action", action)
                .map((row, _) -> row.getTimestamp("due_at").toInstant())
                .one());
    }

    @Test
    void whatIsRefusedForGoodIsDeadAtOnce() {
        var person = Told.somebody();
        var action = aMessageOf(person);
        Receivers.answer(action.id(), new Answer(410, "the secret of the receiver", Map.of()));
        held(action);

        assertThat(webhook(action.id())).isEqualTo(new Row("WEBHOOK", person.sub(), "DEAD", 1, "status_410"));
    }

    @Test
    void aRedirectIsNotFollowed() {
        var action = aMessageOf(Told.somebody());
        Receivers.answer(
                action.id(),
                new Answer(
                        307, "", Map.of("Location", Receivers.webhookAddress().toString())));
        held(action);

        assertThat(webhook(action.id()).reason).isEqualTo("status_307");
        assertThat(Receivers.webhooks(action.id())).hasSize(1);
    }

    @Test
    void afterTheLastTryItIsDeadAndTheRunbookSendsItAgain() throws Exception {
        var action = aMessageOf(Told.somebody());
        var down = Receivers.status(500);
        Receivers.answer(action.id(), down, down, down, down);
        held(action);
        assertThat(webhook(action.id()).state).isEqualTo("DEAD");
        assertThat(Receivers.webhooks(action.id())).hasSize(4);

        jdbi.useHandle(handle -> handle.execute(runbook()));

        assertThat(posts(action.id(), 5)).hasSize(5);
        assertThat(webhook(action.id()).state).isEqualTo("SENT");
    }

    /** The statement that operators copy. */
    private static String runbook() throws Exception {
        var text = Files.readString(Path.of(System.getProperty("repository.root"), "docs/runbook.md"));
        var section = text.substring(text.indexOf("## Dead notifications"));
        var sql = section.substring(section.indexOf("```sql") + 6);
        return sql.substring(0, sql.indexOf("```")).replace(";", "").strip();
    }

    @Test
    void whatIsDecidedMeanwhileIsNotToldAnyMore() {
        var person = Told.somebody();
        var action = aMessageOf(person);
        Receivers.answer(action.id(), new Answer(503, "", Map.of("Retry-After", "2")));
        held(action);
        posts(action.id(), 1);
        Topics.send(new RunChanged(
                action.action().run(),
                person.sub(),
                "planner",
                RunChanged.Change.CANCEL_ASKED,
                "goal",
                "cancel asked",
                null,
                Instant.now()));
        Topics.await1(action.id(), ActionDecided.Cancelled.class);

        var row = webhook(action.id());

        assertThat(row.state).isEqualTo("DROPPED");
        assertThat(row.reason).isEqualTo("decided");
        assertThat(Receivers.webhooks(action.id())).hasSize(1);
    }

    @Test
    void membersOfTheGroupsAreToldWhoeverElseIsNot() {
        var principal = Told.somebody();
        var member = Told.somebody();
        var other = Told.somebody();
        var group = "group-" + member.sub();
        people.seen(member.with(group));
        people.seen(other.with("another-group"));

        var id = held(aMessageOf(principal).fromGroups(group));
        posts(id, 2);

        assertThat(rows(id).stream().filter(row -> row.channel.equals("WEBHOOK")))
                .extracting(Row::person)
                .containsExactlyInAnyOrder(principal.sub(), member.sub());
    }

    @Test
    void aLoginOfLongAgoShowsNoMembership() {
        var principal = Told.somebody();
        var member = Told.somebody();
        people.seen(member.with("group-" + member.sub()));
        jdbi.useHandle(handle -> handle.createUpdate(
                        "update people set seen_at = seen_at - interval '31 days' where sub = :sub")
                .bind("sub", member.sub())
                .execute());

        var id = held(aMessageOf(principal).fromGroups("group-" + member.sub()));
        posts(id, 1);

        assertThat(rows(id)).extracting(Row::person).doesNotContain(member.sub());
    }

    @Test
    void whoSwitchedTheChannelOffIsNotTold() {
        var principal = Told.somebody();
        var member = Told.somebody();
        people.seen(member.with("group-" + member.sub()));
        preferences.put(
                principal.sub(), new Preferences(Map.of(Channel.WEBHOOK, new Wish(false, RiskLevel.LOW)), null));

        var id = held(aMessageOf(principal).fromGroups("group-" + member.sub()));
        posts(id, 1);

        assertThat(rows(id)).extracting(Row::person).doesNotContain(principal.sub());
    }

    @Test
    void aFloodStaysInTheInbox() {
        var person = Told.somebody();
        var action = held(aMessageOf(person));
        posts(action, 1);
        var notice = new Notice(action, Kind.REMINDER, Set.of(person.sub()), Set.of());
        QuarkusTransaction.requiringNew().run(() -> {
            for (int i = 0; i < 60; i++) {
                notifications.tell(notice);
            }
        });

        await("all are spread").atMost(SOON).until(() -> noticesOf(action) == 0);

        assertThat(rows(action))
                .filteredOn(row -> row.channel.equals("WEBHOOK"))
                .hasSize(30);
    }

    private int noticesOf(UUID action) {
        return jdbi.withHandle(handle -> handle.createQuery("select count(*) from notices where action = :action")
                .bind("action", action)
                .mapTo(Integer.class)
                .one());
    }

    @Test
    void whatIsToldGoesWithItsTransaction() {
        var action = held(aMessageOf(Told.somebody()));
        posts(action, 1);
        var group = Set.of("nobody-" + action);

        QuarkusTransaction.begin();
        notifications.tell(new Notice(action, Kind.ESCALATION, Set.of(), group));
        assertThat(noticesOf(action)).isOne();
        QuarkusTransaction.rollback();

        assertThat(noticesOf(action)).isZero();
    }

    @Test
    void oneThatAReplicaDiedWithIsTakenAgain() {
        var action = aMessageOf(Told.somebody());
        Receivers.answer(action.id(), new Answer(503, "", Map.of("Retry-After", "3600")));
        held(action);
        posts(action.id(), 1);
        await("the answer is noted")
                .atMost(SOON)
                .until(() -> dueAt(action.id()), at -> at.isAfter(Instant.now().plusSeconds(3000)));

        // As the lease of a dead replica runs out.
        jdbi.useHandle(handle -> handle.createUpdate(
                        "update notifications set due_at = :now where action = :action and state = 'DUE'")
                .bind("now", Instant.now().atOffset(ZoneOffset.UTC))
                .bind("action", action.id())
                .execute());

        assertThat(webhook(action.id()).state).isEqualTo("SENT");
        assertThat(Receivers.webhooks(action.id())).hasSize(2);
    }
}
