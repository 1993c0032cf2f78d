package dev.approvalcopilot.audit.entry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.approvalcopilot.audit.testing.Story;
import dev.approvalcopilot.contracts.json.Json;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A log that was written before evidence lay apart (V20), brought up to date in a schema of its own. */
@QuarkusTest
class RowsFromBeforeTest {

    private static final String SCHEMA = "from_before";
    private static final String GRANTS = "grants.issued.v1";
    private static final String GRANT_ISSUED = "dev.approvalcopilot.grant.issued.v1";
    private static final String ID_TOKEN = Story.EVIDENCE;

    @Inject
    AgroalDataSource dataSource;

    private Jdbi jdbi;
    private UUID grant;
    private UUID unknown;
    private UUID decision;

    @BeforeEach
    void writeTheLogOfBefore() {
        jdbi = Jdbi.create(dataSource);
        migrate("10");
        grant = add(GRANTS, GRANT_ISSUED, """
                {"id": "a1", "grant": "head.%s.signature", "action": {"tool": "slack.post_message"}}""".formatted(ID_TOKEN));
        unknown = add(GRANTS, "dev.approvalcopilot.grant.tomorrow.v1", "{\"evidence\": \"%s\"}".formatted(ID_TOKEN));
        decision = add("actions.decided.v1", "dev.approvalcopilot.action.approved.v1", "{\"by\": \"auth0|ada\"}");
        migrate("latest");
    }

    @AfterEach
    void drop() {
        jdbi.useHandle(handle -> handle.execute("drop schema " + SCHEMA + " cascade"));
    }

    @Test
    void evidenceInClearIsNoLongerInTheLogAndTheRestIs() {
        assertThat(texts("select data::text from %s.audit_entry"))
                .hasSize(3)
                .noneMatch(data -> data.contains(ID_TOKEN));
        assertThat(json("audit_entry", grant))
                .isEqualTo("{\"id\":\"a1\",\"action\":{\"tool\":\"slack.post_message\"},\"grant\":{\"hidden\":true}}");
        assertThat(json("audit_entry", unknown)).isEqualTo("{\"hidden\":true}");
        assertThat(json("audit_entry", decision)).isEqualTo("{\"by\":\"auth0|ada\"}");
    }

    @Test
    void whatWasTakenOutLiesApartWithItsOwnAge() {
        assertThat(texts("select event_id::text from %s.grant_evidence"))
                .containsExactlyInAnyOrder(grant.toString(), unknown.toString());
        assertThat(json("grant_evidence", grant)).contains(ID_TOKEN);
        assertThat(json("grant_evidence", unknown)).contains(ID_TOKEN);
        assertThat(texts("""
                select (kept.recorded_at = entry.recorded_at)::text from %1$s.grant_evidence kept
                join %1$s.audit_entry entry using (topic, event_id)""")).containsExactly("true", "true");
    }

    @Test
    void theDigestOfTheRecordAndTheOrderStayAsTheyWere() {
        assertThat(texts("select value from %s.audit_entry order by seq"))
                .containsExactly(value(grant), value(unknown), value(decision));
    }

    @Test
    void afterwardsTheLogIsAppendOnlyAgain() {
        assertThatThrownBy(() -> jdbi.useHandle(
                        handle -> handle.execute("update " + SCHEMA + ".audit_entry set data = '{}' where true")))
                .hasMessageContaining("append-only");
        assertThatThrownBy(() -> jdbi.useHandle(handle -> handle.execute("delete from " + SCHEMA + ".audit_entry")))
                .hasMessageContaining("append-only");
    }

    private void migrate(String version) {
        Flyway.configure()
                .dataSource(dataSource)
                .schemas(SCHEMA)
                .locations("db/support", "db/migration")
                .outOfOrder(true)
                .target(version)
                .load()
                .migrate();
    }

    /** As the service of before wrote it. */
    private UUID add(String topic, String type, String data) {
        var id = UUID.randomUUID();
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into %s.audit_entry (event_id, type, source, topic, topic_partition, topic_offset, subject, time,
                            recorded_at, correlation_id, data, value)
                        values (:id, :type, '/approval', :topic, 0, 0, 'a1', now(), now() - interval '20 days', 'c', cast(:data as json),
                            :value)""".formatted(SCHEMA))
                .bind("id", id)
                .bind("type", type)
                .bind("topic", topic)
                .bind("data", data)
                .bind("value", value(id))
                .execute());
        return id;
    }

    private static String value(UUID id) {
        return "sha-256:" + id;
    }

    private String json(String table, UUID event) {
        var text = texts("select data::text from %s." + table + " where event_id = '" + event + "'")
                .getFirst();
        try {
            return Json.MAPPER.readTree(text).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> texts(String query) {
        return jdbi.withHandle(handle ->
                handle.createQuery(query.formatted(SCHEMA)).mapTo(String.class).list());
    }
}
