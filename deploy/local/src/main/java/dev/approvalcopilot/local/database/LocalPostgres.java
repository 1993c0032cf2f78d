package dev.approvalcopilot.local.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/**
 * The PostgreSQL server of the local stack. The first start makes the cluster; each start makes missing roles and
 * databases and sets the passwords. As root the programs run in a user namespace of their own ({@code unshare -U}),
 * since PostgreSQL refuses to run as root.
 */
public final class LocalPostgres implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofSeconds(60);

    private final EmbeddedPostgres server;

    private LocalPostgres(EmbeddedPostgres server) {
        this.server = server;
    }

    /** Returns when every role can log in. */
    public static LocalPostgres start(DatabaseSettings settings) throws IOException, SQLException {
        Files.createDirectories(settings.dataDir().getParent());
        Files.createDirectories(settings.binariesDir());
        Files.createDirectories(settings.logFile().getParent());
        LeftOver.stop(settings.dataDir());
        var server = startServer(settings);
        try (var connection = server.getPostgresDatabase().getConnection()) {
            provision(connection, settings);
        } catch (SQLException e) {
            server.close();
            throw e;
        }
        return new LocalPostgres(server);
    }

    /** Stops a server that a killed run left behind on this folder; does nothing when there is none. */
    public static void stopLeftOver(Path dataDir) throws IOException {
        LeftOver.stop(dataDir);
    }

    /** JDBC address of a database, without user and password. */
    public static String jdbcUrl(int port, String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private static EmbeddedPostgres startServer(DatabaseSettings settings) throws IOException {
        var passwordFile = passwordFile(settings);
        try {
            return EmbeddedPostgres.builder()
                    .setDataDirectory(settings.dataDir())
                    .setOverrideWorkingDirectory(settings.binariesDir().toFile())
                    .setCleanDataDirectory(false)
                    .setRegisterShutdownHook(false)
                    .setPort(settings.port())
                    .setPGStartupWait(START_LIMIT)
                    .setOutputRedirector(Redirect.appendTo(settings.logFile().toFile()))
                    // These become options of initdb. The sort order is the same on every machine.
                    .setLocaleConfig("locale", "C")
                    .setLocaleConfig("locale-provider", "builtin")
                    .setLocaleConfig("builtin-locale", "C.UTF-8")
                    .setLocaleConfig("auth-host", "scram-sha-256")
                    .setLocaleConfig("auth-local", "reject")
                    .setLocaleConfig("pwfile", passwordFile.toString())
                    .setConnectConfig("password", settings.superuserPassword())
                    .setServerConfig("listen_addresses", "127.0.0.1")
                    .setServerConfig("unix_socket_directories", "")
                    .setServerConfig("max_connections", "150")
                    .setServerConfig("jit", "off")
                    // The library starts the server with -F and without waiting for commits; the last word counts.
                    .setServerConfig("fsync", settings.durable() ? "on" : "off")
                    .setServerConfig("synchronous_commit", settings.durable() ? "on" : "off")
                    .start();
        } finally {
            Files.deleteIfExists(passwordFile);
        }
    }

    private static Path passwordFile(DatabaseSettings settings) throws IOException {
        var onlyMe = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        var file = Files.createTempFile(settings.dataDir().getParent(), "postgres", ".tmp", onlyMe);
        return Files.writeString(file, settings.superuserPassword() + "\n");
    }

    private static void provision(Connection connection, DatabaseSettings settings) throws SQLException {
        connection.setAutoCommit(true);
        run(connection, "revoke connect, temporary on database postgres, template1 from public");
        for (var role : settings.rolePasswords().entrySet()) {
            var name = identifier(role.getKey());
            if (isMissing(connection, "select 1 from pg_roles where rolname = ?", role.getKey())) {
                run(connection, "create role " + name + " login nosuperuser nocreatedb nocreaterole");
            }
            run(connection, "alter role " + name + " password " + literal(role.getValue()));
            if (isMissing(connection, "select 1 from pg_database where datname = ?", role.getKey())) {
                run(connection, "create database " + name + " owner " + name);
            }
            run(connection, "revoke connect, temporary on database " + name + " from public");
        }
    }

    private static boolean isMissing(Connection connection, String query, String name) throws SQLException {
        try (var statement = connection.prepareStatement(query)) {
            statement.setString(1, name);
            try (var rows = statement.executeQuery()) {
                return !rows.next();
            }
        }
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    // Names and passwords are the installation's own; the check keeps it so.
    private static String identifier(String name) {
        if (!name.matches("[a-z_]+")) {
            throw new IllegalArgumentException("not a role name: " + name);
        }
        return "\"" + name + "\"";
    }

    private static String literal(String password) {
        if (!password.matches("[A-Za-z0-9_-]+")) {
            throw new IllegalArgumentException("a password may hold letters, digits, - and _ only");
        }
        return "'" + password + "'";
    }
}
