package dev.approvalcopilot.gateway.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.approvalcopilot.contracts.json.Digest;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the database itself does not allow. */
@QuarkusTest
class LedgerTest {

    private static final Duration LONG = Duration.ofMinutes(2);
    private static final Lineage.Standing STANDING = new Lineage.Standing(1, Instant.EPOCH);

    @Inject
    Jdbi jdbi;

    @Inject
    Ledger ledger;

    private UUID ended(String endedAgo) {
        var id = UUID.randomUUID();
        jdbi.useHandle(handle -> handle.execute("""
                insert into ledger (action_id, jti, digest, run, principal, agent, tool, correlation_id, state, grant_jws,
                                    action_bytes, expires_at, dispatches, deadline, ended_at)
                values (?, ?, 'd', gen_random_uuid(), 'p', 'a', 't', 'c', 'UNKNOWN', 'jws', 'bytes', clock_timestamp(), 1,
                        clock_timestamp(), clock_timestamp() - cast(? as interval))
                """, id, "jti-" + id, endedAgo));
        return id;
    }

    private void change(UUID id, String change) {
        jdbi.useHandle(handle -> handle.execute("update ledger set " + change + " where action_id = ?", id));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "state = 'SUCCEEDED'",
                "state = 'DISPATCHING', ended_at = null",
                "state = 'CLAIMED', ended_at = null, dispatches = 0, deadline = null",
                "ended_at = clock_timestamp()"
            })
    void whatHasEndedDoesNotChange(String change) {
        var id = ended("1 second");

        assertThatThrownBy(() -> change(id, change)).isInstanceOf(RuntimeException.class);
    }

    @Test
    void noRowIsEverDeleted() {
        var id = ended("1 second");

        assertThatThrownBy(() -> jdbi.useHandle(handle -> handle.execute("delete from ledger where action_id = ?", id)))
                .isInstanceOf(RuntimeException.class);
    }

    @Test
    void evidenceAndArgumentsAreWipedAnHourAfterTheEnd() {
        var old = ended("61 minutes");
        var recent = ended("59 minutes");

        ledger.wipe(Duration.ofHours(1));

        assertThat(holdsGrant(old)).isFalse();
        assertThat(holdsGrant(recent)).isTrue();
    }

    @Test
    void workersOnSeveralGatewaysNeverTakeTheSameRow() throws Exception {
        for (int i = 0; i < 40; i++) {
            claimed();
        }
        var taken = new ConcurrentLinkedQueue<UUID>();
        try (var workers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int worker = 0; worker < 8; worker++) {
                workers.submit(() -> takeAll(taken));
            }
        }

        assertThat(taken).doesNotHaveDuplicates();
    }

    /** A row that is no grant; the running gateway competes for it too. */
    private void claimed() {
        var id = UUID.randomUUID();
        jdbi.useHandle(handle ->
                handle.execute("""
                insert into ledger (action_id, jti, digest, run, principal, agent, tool, correlation_id, state, grant_jws,
                                    action_bytes, expires_at)
                values (?, ?, ?, gen_random_uuid(), 'p', 'a', 't', 'test-ledger', 'CLAIMED', 'jws', 'bytes',
                        clock_timestamp() + interval '1 minute')
                """, id, "jti-" + id, Digest.of(new byte[0]).value()));
    }

    private void takeAll(Collection<UUID> taken) {
        for (var entry = ledger.take(STANDING, LONG); entry.isPresent(); entry = ledger.take(STANDING, LONG)) {
            taken.add(entry.get().actionId());
        }
    }

    private boolean holdsGrant(UUID id) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select grant_jws is not null or action_bytes is not null from ledger where action_id = :id")
                .bind("id", id)
                .mapTo(Boolean.class)
                .one());
    }
}
