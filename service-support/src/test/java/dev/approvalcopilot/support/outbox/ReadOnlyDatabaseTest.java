package dev.approvalcopilot.support.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.approvalcopilot.contracts.Ids;
import dev.approvalcopilot.support.testing.Broker;
import dev.approvalcopilot.support.testing.Events;
import dev.approvalcopilot.support.testing.OnLocalStack;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.AgroalDataSource.FlushMode;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A fail-over can leave the old server alive and read-only, with every connection of the pool on it. */
@QuarkusTest
@OnLocalStack
class ReadOnlyDatabaseTest {

    private static final Duration LONG_ENOUGH = Duration.ofSeconds(30);

    @Inject
    Outbox outbox;

    @Inject
    OutboxRelay relay;

    @Inject
    AgroalDataSource pool;

    @Inject
    Jdbi jdbi;

    @ConfigProperty(name = "quarkus.datasource.jdbc.url")
    String url;

    @ConfigProperty(name = "quarkus.datasource.username")
    String user;

    @ConfigProperty(name = "quarkus.datasource.password")
    String password;

    @AfterEach
    void allowWriting() {
        setReadOnly("off");
    }

    @Test
    void thePoolAndTheRelayHealWithoutARestart() {
        await().until(relay::isActive);
        moveToAReadOnlyServer();
        // A connection that was lent out when the pool was emptied is ended later.
        await().untilAsserted(() -> assertThatThrownBy(() -> commit(Ids.next(), "refused"))
                .hasStackTraceContaining("read-only transaction"));
        await().atMost(LONG_ENOUGH).until(relay::isStuck);

        setReadOnly("off");

        var run = Ids.next();
        await().atMost(LONG_ENOUGH).until(() -> isCommitted(run, "written"));
        await().atMost(LONG_ENOUGH)
                .untilAsserted(() -> assertThat(Broker.read("runs.changed.v1", run.toString()))
                        .isNotEmpty());
        assertThat(relay.isStuck()).isFalse();
    }

    /** Connections that are made now are read-only, as those to an old server are; then the relay's is cut, too. */
    private void moveToAReadOnlyServer() {
        setReadOnly("on");
        jdbi.useHandle(handle -> handle.execute(
                "select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and granted"));
        pool.flush(FlushMode.ALL);
    }

    /** Over a connection of its own: what counts is what becomes of those in the pool. */
    private void setReadOnly(String value) {
        try (var connection = DriverManager.getConnection(url, user, password);
                var statement = connection.createStatement()) {
            statement.execute("set session characteristics as transaction read write");
            statement.execute("alter role current_user set default_transaction_read_only = " + value);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private boolean isCommitted(UUID run, String detail) {
        try {
            commit(run, detail);
            return true;
        } catch (UnableToExecuteStatementException stillReadOnly) {
            return false;
        }
    }

    private void commit(UUID run, String detail) {
        QuarkusTransaction.requiringNew().run(() -> outbox.add(Events.step(run, detail)));
    }
}
