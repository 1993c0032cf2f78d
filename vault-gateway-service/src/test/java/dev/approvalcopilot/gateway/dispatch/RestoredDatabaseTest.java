package dev.approvalcopilot.gateway.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.approvalcopilot.contracts.event.Topic;
import dev.approvalcopilot.gateway.testing.GrantBuilder;
import dev.approvalcopilot.gateway.testing.OwnDatabase;
import dev.approvalcopilot.gateway.testing.Resumed;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A ledger that has forgotten: the running gateway's database is restored, failed over or restarted (docs/adr/0038). */
@QuarkusTest
@TestProfile(RestoredDatabaseTest.OwnServer.class)
class RestoredDatabaseTest extends GatewayScenario {

    private static final String[] ONCE = {"action.dispatching", "action.succeeded"};

    public static final class OwnServer implements QuarkusTestProfile {
        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(OwnDatabase.class));
        }
    }

    /** As if the change of the test before were long ago. */
    @BeforeEach
    void newGrantsAreOfThisGeneration() {
        await().atMost(LONG).untilAsserted(() -> assertThat(isSameServer()).isTrue());
        jdbi.useHandle(handle -> handle.execute("update ledger_lineage set grants_from = now() - interval '1 hour'"));
    }

    /** False also while the database cannot be reached. */
    private boolean isSameServer() {
        try {
            return jdbi.withHandle(
                    handle -> handle.createQuery("""
                            select (l.system_identifier, l.timeline, l.started_at)
                                   = (s.system_identifier, s.timeline, s.started_at)
                              from ledger_lineage l, ledger_server s""").mapTo(Boolean.class).one());
        } catch (JdbiException e) {
            return false;
        }
    }

    private long generation() {
        return jdbi.withHandle(handle -> handle.createQuery("select generation from ledger_lineage")
                .mapTo(Long.class)
                .one());
    }

    private void awaitUnknownWithoutASecondEffect(UUID action) {
        await().atMost(LONG)
                .untilAsserted(() ->
                        assertThat(topics.types(Topic.ACTIONS_EXECUTED, action)).endsWith("action.unknown"));
        assertThat(topics.last(Topic.ACTIONS_EXECUTED, action).path("detail").asText())
                .contains("may have forgotten", "look there");
        assertThat(effects()).hasSize(1);
        assertThat(providers.calls()).hasSize(1);
    }

    private Path backedUpAndThenDone(GrantBuilder grant) throws Exception {
        var backup = OwnDatabase.backUp();
        awaitEvents(deliver(grant), ONCE);
        assertThat(effects()).hasSize(1);
        return backup;
    }

    @Test
    void filesFromJustBeforeTheClaimArePutBackAndTheGrantComesAgainAndThereIsOneEffect() throws Exception {
        var grant = aGrant();
        var backup = backedUpAndThenDone(grant);

        OwnDatabase.putBack(backup);
        deliver(grant);

        awaitUnknownWithoutASecondEffect(grant.id());
    }

    @Test
    void aPromotionThatLostTheClaimIsANewTimelineAndThereIsOneEffect() throws Exception {
        var grant = aGrant();
        var backup = backedUpAndThenDone(grant);

        Files.createFile(backup.resolve("recovery.signal"));
        Files.writeString(backup.resolve("postgresql.auto.conf"), "restore_command = 'false'\n");
        OwnDatabase.putBack(backup);
        deliver(grant);

        awaitUnknownWithoutASecondEffect(grant.id());
        var timeline = jdbi.withHandle(handle -> handle.createQuery("select timeline from ledger_lineage")
                .mapTo(String.class)
                .one());
        assertThat(timeline).isGreaterThan("00000001");
    }

    @Test
    void filesFromBetweenClaimAndDispatchArePutBackAndThereIsOneEffect() throws Exception {
        var grant = aGrant();
        leave(grant, LeftOver.CLAIMED, 60);
        var backup = OwnDatabase.backUp();
        jdbi.useHandle(handle ->
                handle.execute("update ledger set lease_until = clock_timestamp() where action_id = ?", grant.id()));
        awaitEvents(grant.id(), ONCE);

        OwnDatabase.putBack(backup);
        await().atMost(LONG).untilAsserted(() -> assertThat(isSameServer()).isTrue());
        jdbi.useHandle(handle ->
                handle.execute("update ledger set lease_until = clock_timestamp() where action_id = ?", grant.id()));

        awaitUnknownWithoutASecondEffect(grant.id());
    }

    @Test
    void operatorsAreToldOfAChangeOnceAndWhatIsApprovedAfterwardsRuns() throws Exception {
        long before = generation();

        OwnDatabase.restart();
        await().atMost(LONG).untilAsserted(() -> assertThat(isSameServer()).isTrue());

        assertThat(generation()).isEqualTo(before + 1);
        await().atMost(LONG)
                .untilAsserted(() -> assertThat(
                                topics.everything().stream().filter(event -> event.contains("database_changed")))
                        .hasSize(1));
        newGrantsAreOfThisGeneration();
        awaitEvents(deliver(aGrant()), ONCE);
    }

    @Test
    void anOperatorWhoKnowsOfARestoreThatCannotBeSeenSaysSo() {
        var claimed = aGrant();
        leave(claimed, LeftOver.CLAIMED, 60);
        var sent = aGrant();

        jdbi.useHandle(handle -> handle.execute("select ledger_begins_anew()"));
        jdbi.useHandle(handle ->
                handle.execute("update ledger set lease_until = clock_timestamp() where action_id = ?", claimed.id()));
        deliver(sent);

        awaitEvents(claimed.id(), "action.unknown");
        awaitEvents(sent.id(), "action.unknown");
        assertThat(providers.calls()).isEmpty();
    }

    @Test
    void theStatementsOfTheRunbookRunAndThenNothingIsCalled() throws IOException {
        var runbook = Files.readString(Path.of(System.getProperty("repository.root"), "docs/runbook.md"));
        var restore = runbook.substring(runbook.indexOf("## Backup and restore"), runbook.indexOf("## Auth0: what"));
        var statements = Pattern.compile("```sql\\n(.*?);\\s*```", Pattern.DOTALL)
                .matcher(restore)
                .results()
                .map(found -> found.group(1))
                .toList();
        try {
            assertThat(statements).hasSize(2);
            statements.forEach(statement -> jdbi.useHandle(handle -> handle.execute(statement)));
            newGrantsAreOfThisGeneration();

            var refused = awaitEvents(deliver(aGrant()), "action.refused");

            assertThat(refused.path("code").asText()).isEqualTo("halted");
        } finally {
            Resumed.all(jdbi);
        }
    }

    @Test
    void alsoAReadFromBeforeIsNotRun() {
        var read = aRead();
        leave(read, LeftOver.DISPATCHING, 60);

        jdbi.useHandle(handle -> handle.execute("select ledger_begins_anew()"));
        jdbi.useHandle(handle ->
                handle.execute("update ledger set lease_until = clock_timestamp() where action_id = ?", read.id()));

        awaitEvents(read.id(), "action.unknown");
        assertThat(providers.calls()).isEmpty();
    }

    @Test
    void whatHasRunOutMeanwhileIsUnknownAndNotRefused() {
        var grant = aGrant();
        leave(grant, LeftOver.CLAIMED, 60);

        jdbi.useHandle(handle -> handle.execute("select ledger_begins_anew()"));
        jdbi.useHandle(handle -> handle.execute(
                "update ledger set lease_until = clock_timestamp(), expires_at = clock_timestamp() where action_id = ?",
                grant.id()));

        awaitEvents(grant.id(), "action.unknown");
    }
}
