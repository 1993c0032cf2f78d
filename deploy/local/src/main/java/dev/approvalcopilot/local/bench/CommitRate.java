package dev.approvalcopilot.local.bench;

import dev.approvalcopilot.local.database.LocalPostgres;
import dev.approvalcopilot.local.stack.Installation;
import dev.approvalcopilot.local.stack.Part;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;

/**
 * How many rows a second the product's own database server commits one by one: what nothing that keeps each step can be
 * faster than. A row is an identifier and 200 characters; each insert is a transaction of its own, durable as the server is
 * set up.
 */
record CommitRate(int connections, long commits, Duration took) {
    private static final String TABLE = "bench_commits";
    private static final String TEXT = "x".repeat(200);

    double perSecond() {
        return commits * 1e9 / took.toNanos();
    }

    /** Takes about as long as it is told. Leaves nothing behind. */
    static CommitRate measure(Installation installation, int connections, Duration time)
            throws SQLException, InterruptedException {
        try (var owner = connect(installation);
                var statement = owner.createStatement()) {
            statement.execute("drop table if exists " + TABLE);
            statement.execute("create table " + TABLE + " (id uuid primary key, said text not null)");
            try {
                return insert(installation, connections, time);
            } finally {
                statement.execute("drop table " + TABLE);
            }
        }
    }

    private static CommitRate insert(Installation installation, int connections, Duration time)
            throws SQLException, InterruptedException {
        var open = new ArrayList<Connection>();
        try {
            for (var connection = 0; connection < connections; connection++) {
                open.add(connect(installation));
            }
            return insert(open, time);
        } finally {
            for (var connection : open) {
                connection.close();
            }
        }
    }

    private static CommitRate insert(List<Connection> connections, Duration time)
            throws SQLException, InterruptedException {
        var begin = Instant.now();
        var end = begin.plus(time);
        var inserting = connections.stream()
                .<Callable<Long>>map(connection -> () -> insertUntil(end, connection))
                .toList();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var commits = 0L;
            for (var counted : threads.invokeAll(inserting)) {
                commits += counted.get();
            }
            return new CommitRate(connections.size(), commits, Duration.between(begin, Instant.now()));
        } catch (ExecutionException e) {
            throw new SQLException("PostgreSQL did not commit: " + e.getCause().getMessage(), e);
        }
    }

    private static long insertUntil(Instant end, Connection connection) throws SQLException {
        var commits = 0L;
        try (var insert = connection.prepareStatement("insert into " + TABLE + " values (?, ?)")) {
            while (Instant.now().isBefore(end)) {
                insert.setObject(1, UUID.randomUUID());
                insert.setString(2, TEXT);
                insert.executeUpdate();
                commits++;
            }
        }
        return commits;
    }

    private static Connection connect(Installation installation) throws SQLException {
        return DriverManager.getConnection(
                LocalPostgres.jdbcUrl(installation.port(Part.POSTGRES), "postgres"),
                "postgres",
                installation.secrets().superuserPassword());
    }
}
