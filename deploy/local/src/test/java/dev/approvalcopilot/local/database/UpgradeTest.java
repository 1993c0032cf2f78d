package dev.approvalcopilot.local.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvalcopilot.local.database.Migrations.Migration;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A database of the last release that is brought up to date has the schema of a new one, on a real PostgreSQL. */
@Tag("stack")
class UpgradeTest {
    private static final List<String> MODULES =
            List.of("planner-service", "risk-service", "approval-service", "vault-gateway-service", "audit-service");
    private static final String PASSWORD = "one";

    /** Everything that a migration can leave: columns, constraints, indexes, triggers, functions. */
    private static final String SCHEMA = """
            select 'column ' || table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable || ' '
                || coalesce(column_default, '') from information_schema.columns where table_schema = 'public'
            union all
            select 'constraint ' || conrelid::regclass::text || ' ' || conname || ' ' || pg_get_constraintdef(oid)
                from pg_constraint where connamespace = 'public'::regnamespace
            union all
            select indexdef from pg_indexes where schemaname = 'public'
            union all
            select pg_get_triggerdef(oid) from pg_trigger where not tgisinternal
            union all
            select 'function ' || proname || ' ' || prosrc from pg_proc where pronamespace = 'public'::regnamespace""";

    @TempDir
    static Path folder;

    private static DatabaseSettings settings;
    private static LocalPostgres server;

    @BeforeAll
    static void start() throws IOException, SQLException {
        Map<String, String> databases = MODULES.stream()
                .flatMap(module -> Stream.of(database(module, "fresh"), database(module, "upgraded")))
                .collect(Collectors.toMap(name -> name, _ -> PASSWORD));
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            settings = new DatabaseSettings(
                    folder.resolve("data"),
                    Path.of(System.getProperty("user.home"), ".cache/approval-copilot/postgres"),
                    folder.resolve("postgres.log"),
                    socket.getLocalPort(),
                    "super",
                    databases,
                    false);
        }
        server = LocalPostgres.start(settings);
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    private static String database(String module, String state) {
        return module.replaceAll("-.*", "") + "_" + state;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"planner-service", "risk-service", "approval-service", "vault-gateway-service", "audit-service"})
    void theSchemaIsThatOfANewInstallation(String module) throws Exception {
        var all = Migrations.of(module);
        var released = Migrations.released().keySet();
        // Flyway runs what is missing in the order of the numbers, out of order with what was run before.
        var upgraded = Stream.concat(
                        all.stream().filter(one -> released.contains(one.file())),
                        all.stream().filter(one -> !released.contains(one.file())))
                .toList();

        assertThat(schema(database(module, "upgraded"), upgraded))
                .isNotEmpty()
                .isEqualTo(schema(database(module, "fresh"), all));
    }

    private static List<String> schema(String database, List<Migration> migrations) throws SQLException, IOException {
        try (var connection = connect(database);
                var statement = connection.createStatement()) {
            for (var migration : migrations) {
                statement.execute(migration.sql());
            }
            var lines = new ArrayList<String>();
            try (var rows = statement.executeQuery(SCHEMA)) {
                while (rows.next()) {
                    lines.add(rows.getString(1));
                }
            }
            return lines.stream().sorted().toList();
        }
    }

    private static Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(LocalPostgres.jdbcUrl(settings.port(), database), database, PASSWORD);
    }
}
