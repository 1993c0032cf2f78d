package dev.approvalcopilot.audit.intake;

import static dev.approvalcopilot.audit.testing.Api.LONG_ENOUGH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.approvalcopilot.audit.testing.Api;
import dev.approvalcopilot.audit.testing.Story;
import dev.approvalcopilot.audit.testing.Topics;
import dev.approvalcopilot.contracts.Ids;
import dev.approvalcopilot.contracts.event.Service;
import dev.approvalcopilot.contracts.event.Topic;
import dev.approvalcopilot.contracts.json.Digest;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From the topics into the log, on the real broker and database. */
@QuarkusTest
class AuditedEventsTest {

    @Inject
    Jdbi jdbi;

    @Test
    void recordsEachStepOfAnActionWithWhoAndWhat() {
        var story = Topics.tell(Story.of("ada"));

        var page = Api.as("ada").awaitRun(story.run(), 7);

        assertThat(page.getList("entries.type", String.class))
                .map(type -> type.replace("dev.approvalcopilot.", ""))
                .containsExactlyInAnyOrder(
                        "run.changed.v1",
                        "action.proposed.v1",
                        "action.classified.v1",
                        "action.pending.v1",
                        "action.approved.v1",
                        "grant.issued.v1",
                        "action.succeeded.v1");
        assertThat(page.getList("entries.principal")).containsOnly("auth0|ada");
        assertThat(page.getList("entries.agent")).containsOnly("planner");
        assertThat(page.getList("entries.findAll { it.tool != null }.tool"))
                .hasSize(6)
                .containsOnly("github.delete_repository");
    }

    @Test
    void recordsAnEventOnceHoweverOftenItComes() {
        var story = Story.of("ada");
        var id = Ids.next();
        Topics.send(Service.PLANNER, story.proposed(), id);
        Topics.send(Service.PLANNER, story.proposed(), id);
        Topics.send(Service.PLANNER, story.proposed());

        var page = Api.as("ada").awaitRun(story.run(), 2);
        assertThat(page.getList("entries.eventId")).contains(id.toString()).doesNotHaveDuplicates();
    }

    @Test
    void recordsATypeOfTomorrow() {
        var story = Story.of("ada");
        Topics.send(Service.PLANNER, story.proposed());
        Api.as("ada").awaitRun(story.run(), 1);
        send(
                Topic.ACTIONS_EXECUTED,
                Service.GATEWAY,
                "dev.approvalcopilot.action.undone.v1",
                story.id(),
                "{\"why\":\"because\"}");

        var page = Api.as("ada").awaitRun(story.run(), 2);
        assertThat(page.getString("entries[1].type")).isEqualTo("dev.approvalcopilot.action.undone.v1");
        assertThat(page.getString("entries[1].data.why")).isEqualTo("because");
        assertThat(page.getString("entries[1].summary")).isNotBlank();
    }

    @Test
    void findsOutWhoseASecurityEventIsThatNamesNothingButTheAction() {
        var story = Story.of("ada");
        Topics.send(Service.PLANNER, story.proposed());
        Api.as("ada").awaitRun(story.run(), 1);
        Topics.send(Service.GATEWAY, story.security(Service.GATEWAY));

        var page = Api.as("ada").awaitRun(story.run(), 2);
        assertThat(page.getString("entries[1].source")).isEqualTo("/gateway");
        assertThat(page.getString("entries[1].action")).isEqualTo(story.id().toString());
    }

    @Test
    void recordsASecurityEventOfNobodyForTheOperatorAlone() {
        var story = Story.of("ada");
        Topics.send(Service.RISK, story.security(Service.RISK));

        await().atMost(LONG_ENOUGH)
                .untilAsserted(() -> assertThat(eventsOf(story.id())).isEqualTo(1));
        assertThat(Api.as("ada").ofAction(story.id()).getList("entries")).isEmpty();
        assertThat(Api.as("olga")
                        .get("/api/audit?type=dev.approvalcopilot.security.v1&limit=200")
                        .getList("entries"))
                .isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"note\":\"NUL \\u0000 inside\"}",
                "{\"note\":\"half a pair \\ud800\"}",
                "{\"note\":\"\\u202e backwards\",\"principal\":\"line\\nbreak\"}",
                "{\"action\":{\"id\":\"no id\",\"principal\":7},\"run\":[]}",
                "{\"action\":\"no base64\",\"proposal\":{\"action\":\"eyJhIjoxfQ==\"}}",
                "{}"
            })
    void recordsWhateverAnEventSays(String value) {
        var key = Ids.next();
        send(Topic.ACTIONS_DECIDED, Service.APPROVAL, "dev.approvalcopilot.action.odd.v1", key, value);

        await().atMost(LONG_ENOUGH)
                .untilAsserted(() -> assertThat(eventsOf(key)).isEqualTo(1));
        assertThat(valueOf(key)).isEqualTo(Digest.of(value.getBytes(StandardCharsets.UTF_8)));
        assertThat(Api.as("olga").request().get("/api/audit/" + seqOf(key)).statusCode())
                .isEqualTo(200);
    }

    @Test
    void recordsANameThatIsTooLongForAnIndexWithoutIt() {
        var run = Ids.next();
        var value = "{\"run\":\"" + run + "\",\"principal\":\"" + "a".repeat(100_000) + "\"}";
        send(Topic.RUNS_CHANGED, Service.PLANNER, "dev.approvalcopilot.run.odd.v1", run, value);

        await().atMost(LONG_ENOUGH)
                .untilAsserted(() -> assertThat(eventsOf(run)).isEqualTo(1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update audit_entry set principal = 'auth0|mallory'",
                "update audit_entry set data = '{}' where seq = (select max(seq) from audit_entry)",
                "delete from audit_entry",
                "delete from audit_entry where seq = (select max(seq) from audit_entry)",
                "truncate audit_entry",
                "truncate audit_entry cascade",
                "insert into audit_entry (seq, event_id, type, source, topic, topic_partition, topic_offset, subject, time,"
                        + " correlation_id, data, value) values (1, gen_random_uuid(), 't', 's', 't', 0, 0, 's', now(), 'c',"
                        + " '{}', 'sha-256:x')"
            })
    void refusesToChangeTheLog(String statement) {
        var story = Story.of("ada");
        Topics.send(Service.PLANNER, story.proposed());
        Api.as("ada").awaitRun(story.run(), 1);

        assertThatThrownBy(() -> jdbi.useHandle(handle -> handle.execute(statement)))
                .rootCause()
                .message()
                .containsAnyOf("append-only", "cannot insert a non-DEFAULT value");
        assertThat(Api.as("ada").ofRun(story.run()).getList("entries")).hasSize(1);
    }

    private static void send(Topic topic, Service writer, String type, UUID key, String value) {
        Topics.send(writer, topic, type, key.toString(), value.getBytes(StandardCharsets.UTF_8), Ids.next());
    }

    private int eventsOf(UUID subject) {
        return one("select count(*) from audit_entry where subject = :subject", subject, Integer.class);
    }

    private long seqOf(UUID subject) {
        return one("select seq from audit_entry where subject = :subject", subject, Long.class);
    }

    private Digest valueOf(UUID subject) {
        return new Digest(one("select value from audit_entry where subject = :subject", subject, String.class));
    }

    private <T> T one(String query, UUID subject, Class<T> type) {
        return jdbi.withHandle(handle -> handle.createQuery(query)
                .bind("subject", subject.toString())
                .mapTo(type)
                .one());
    }
}
