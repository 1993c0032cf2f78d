package dev.approvalcopilot.system.testing;

import dev.approvalcopilot.contracts.event.Service;
import dev.approvalcopilot.local.stack.Installation;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The five databases, each with its service's own role. */
public final class Databases {
    private final Installation installation;

    Databases(Installation installation) {
        this.installation = installation;
    }

    /** Every row of every table as JSON text, by table. Bytes are in hexadecimal. */
    public Map<String, List<String>> everything(Service service) throws SQLException {
        var rows = new LinkedHashMap<String, List<String>>();
        try (var connection = connect(service)) {
            var tables = strings(
                    connection,
                    "select quote_ident(table_name) from information_schema.tables where table_schema = 'public'"
                            + " and table_type = 'BASE TABLE'");
            for (var table : tables) {
                rows.put(table, strings(connection, "select row_to_json(t)::text from " + table + " t"));
            }
        }
        return rows;
    }

    public long count(Service service, String query) throws SQLException {
        try (var connection = connect(service)) {
            return Long.parseLong(strings(connection, query).getFirst());
        }
    }

    /** The first column of the first row; empty when there is no row, or null in it. */
    public Optional<String> text(Service service, String query) throws SQLException {
        try (var connection = connect(service)) {
            return strings(connection, query).stream().filter(Objects::nonNull).findFirst();
        }
    }

    private Connection connect(Service service) throws SQLException {
        return DriverManager.getConnection(
                installation.jdbcUrl(service),
                service.id(),
                installation.secrets().databasePassword(service));
    }

    private static List<String> strings(Connection connection, String query) throws SQLException {
        var found = new ArrayList<String>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            while (rows.next()) {
                found.add(rows.getString(1));
            }
        }
        return found;
    }
}
