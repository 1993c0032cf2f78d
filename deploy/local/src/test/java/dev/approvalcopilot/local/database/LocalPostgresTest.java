package dev.approvalcopilot.local.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("stack")
class LocalPostgresTest {
    private static final Map<String, String> PASSWORDS = Map.of("planner", "one", "gateway", "two");

    @TempDir
    Path folder;

    @Test
    void aRoleOwnsItsDatabaseAndReachesNoOther() throws Exception {
        var settings = settings();
        try (var _ = LocalPostgres.start(settings)) {
            try (var own = connect(settings, "planner", "planner", "one")) {
                run(own, "create table runs (id int primary key)");
            }
            assertThatThrownBy(() -> connect(settings, "gateway", "planner", "one"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("permission denied for database");
            assertThatThrownBy(() -> connect(settings, "postgres", "planner", "one"))
                    .hasMessageContaining("permission denied for database");
            assertThatThrownBy(() -> connect(settings, "planner", "planner", "guessed"))
                    .hasMessageContaining("password authentication failed");
            assertThatThrownBy(() -> connect(settings, "planner", "postgres", ""))
                    .hasMessageContaining("password");
        }
    }

    @Test
    void aRestartKeepsRowsAndDurabilityIsOnWhereAsked() throws Exception {
        var settings = settings();
        try (var _ = LocalPostgres.start(settings);
                var connection = connect(settings, "planner", "planner", "one")) {
            run(connection, "create table runs (id int primary key)");
            run(connection, "insert into runs values (7)");
        }
        var durable = new DatabaseSettings(
                settings.dataDir(),
                settings.binariesDir(),
                settings.logFile(),
                settings.port(),
                settings.superuserPassword(),
                settings.rolePasswords(),
                true);
        try (var _ = LocalPostgres.start(durable);
                var connection = connect(durable, "planner", "planner", "one")) {
            assertThat(value(connection, "select id from runs")).isEqualTo("7");
            assertThat(value(connection, "show fsync")).isEqualTo("on");
            assertThat(value(connection, "show synchronous_commit")).isEqualTo("on");
        }
    }

    @Test
    void takesOverFromAServerThatAKilledRunLeftBehind() throws Exception {
        var settings = settings();
        var orphan = LocalPostgres.start(settings);
        var pid = Long.parseLong(
                Files.readAllLines(settings.dataDir().resolve("postmaster.pid")).getFirst());
        Files.deleteIfExists(settings.dataDir().resolve("epg-lock")); // the lock of a process that is gone
        try (var _ = LocalPostgres.start(settings);
                var connection = connect(settings, "planner", "planner", "one")) {
            assertThat(value(connection, "select 1")).isEqualTo("1");
            assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
        } finally {
            orphan.close();
        }
    }

    @Test
    void startsAfterItsServerWasKilled() throws Exception {
        var settings = settings();
        try (var _ = LocalPostgres.start(settings)) {
            var pid = Long.parseLong(Files.readAllLines(settings.dataDir().resolve("postmaster.pid"))
                    .getFirst());
            var server = ProcessHandle.of(pid).orElseThrow();
            server.destroyForcibly();
            server.onExit().get(10, TimeUnit.SECONDS);
        }
        assertThat(settings.dataDir().resolve("postmaster.pid")).exists();
        try (var _ = LocalPostgres.start(settings);
                var connection = connect(settings, "gateway", "gateway", "two")) {
            assertThat(value(connection, "select 1")).isEqualTo("1");
        }
    }

    private DatabaseSettings settings() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return new DatabaseSettings(
                    folder.resolve("data"),
                    Path.of(System.getProperty("user.home"), ".cache/approval-copilot/postgres"),
                    folder.resolve("postgres.log"),
                    socket.getLocalPort(),
                    "super",
                    PASSWORDS,
                    false);
        }
    }

    private static Connection connect(DatabaseSettings settings, String database, String user, String password)
            throws SQLException {
        return DriverManager.getConnection(LocalPostgres.jdbcUrl(settings.port(), database), user, password);
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String value(Connection connection, String query) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
