package dev.approvalcopilot.local.launcher;

import dev.approvalcopilot.contracts.event.Service;
import dev.approvalcopilot.local.stack.Installation;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The records that services passed over, in their databases; what is ordered there a service carries out by itself. */
final class DeadLetters {
    private static final String NO_TABLE = "42P01";
    private static final String NO_CONNECTION = "08";

    private static final String LINE = """
            select topic || '/' || topic_partition || '/' || topic_offset as place, reason, size, created_at, state,
                   coalesce('replay failed: ' || failure, '') as failure
            from dead_letter""";

    private static final String ONE =
            LINE.replace("select ", "select digest, encode(head, 'escape') as head, ordered_by, ")
                    + " where topic = ? and topic_partition = ? and topic_offset = ?";

    private static final String ORDER = " order by created_at, topic, topic_partition, topic_offset limit ?";

    private static final String AFTER = """
            (created_at, topic, topic_partition, topic_offset) > (
                select created_at, topic, topic_partition, topic_offset from dead_letter
                where topic = ? and topic_partition = ? and topic_offset = ?)""";

    /** Where a record lies, and which service passed over it. */
    record Place(Service service, String topic, int partition, long offset) {
        private static final Pattern FORM = Pattern.compile("([a-z]+):([a-z0-9.-]+)/([0-9]{1,9})/([0-9]{1,18})");

        /** @throws IllegalArgumentException with a sentence for the person who typed it */
        static Place parse(String text) {
            var matcher = FORM.matcher(text);
            if (!matcher.matches()) {
                throw new IllegalArgumentException("'" + text
                        + "' is no place: give SERVICE:TOPIC/PARTITION/OFFSET as ./dev dead-letters list prints it");
            }
            var service = Arrays.stream(Service.values())
                    .filter(one -> one.id().equals(matcher.group(1)))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("there is no service " + matcher.group(1)
                            + "; there are "
                            + Arrays.stream(Service.values()).map(Service::id).collect(Collectors.joining(", "))));
            return new Place(
                    service, matcher.group(2), Integer.parseInt(matcher.group(3)), Long.parseLong(matcher.group(4)));
        }

        @Override
        public String toString() {
            return service.id() + ":" + topic + "/" + partition + "/" + offset;
        }
    }

    /** @param last the place of the last line; @param more whether there are more behind it */
    record Page(List<String> lines, Optional<Place> last, boolean more) {}

    enum Order {
        REPLAY,
        DROP
    }

    private final Installation installation;

    DeadLetters(Installation installation) {
        this.installation = installation;
    }

    /**
     * Those of all services, one service after the other, the oldest first.
     *
     * @param all also those that were replayed or dropped
     * @param after where to go on
     */
    Page list(boolean all, int limit, Optional<Place> after) throws SQLException, Failure {
        var found = new ArrayList<String>();
        for (var service : Service.values()) {
            int behind = after.map(place -> service.compareTo(place.service())).orElse(1);
            if (behind >= 0 && found.size() <= limit) {
                found.addAll(of(service, all, limit + 1 - found.size(), behind == 0 ? after : Optional.empty()));
            }
        }
        var shown = List.copyOf(found.subList(0, Math.min(limit, found.size())));
        var last = shown.isEmpty()
                ? Optional.<Place>empty()
                : Optional.of(Place.parse(shown.getLast().split(" ")[0]));
        return new Page(shown, last, found.size() > limit);
    }

    private List<String> of(Service service, boolean all, int limit, Optional<Place> after)
            throws SQLException, Failure {
        var conditions = new ArrayList<String>();
        if (!all) {
            conditions.add("state in ('OPEN', 'REPLAY', 'DROP')");
        }
        if (after.isPresent()) {
            conditions.add(AFTER);
        }
        var where = conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
        try (var connection = connect(service);
                var statement = connection.prepareStatement(LINE + where + ORDER)) {
            if (after.isPresent()) {
                requireThere(connection, after.get());
                bind(statement, 1, after.get());
            }
            statement.setInt(after.isPresent() ? 4 : 1, limit);
            return lines(service, statement);
        } catch (SQLException e) {
            // A service that has never run has made no table, and passed over nothing.
            if (NO_TABLE.equals(e.getSQLState()) && after.isEmpty()) {
                return List.of();
            }
            throw e;
        }
    }

    private static List<String> lines(Service service, PreparedStatement statement) throws SQLException {
        var lines = new ArrayList<String>();
        try (var rows = statement.executeQuery()) {
            while (rows.next()) {
                lines.add(line(service, rows));
            }
        }
        return lines;
    }

    /** Its line, its digest, who ordered something, and its first bytes. */
    List<String> show(Place place) throws SQLException, Failure {
        try (var connection = connect(place.service());
                var statement = bind(connection.prepareStatement(ONE), 1, place);
                var rows = statement.executeQuery()) {
            if (!rows.next()) {
                throw notThere(place);
            }
            var orderedBy = Optional.ofNullable(rows.getString("ordered_by")).orElse("nobody");
            return List.of(
                    line(place.service(), rows),
                    "digest      " + rows.getString("digest"),
                    "ordered by  " + printable(orderedBy),
                    "begins      " + printable(rows.getString("head")));
        } catch (SQLException e) {
            if (NO_TABLE.equals(e.getSQLState())) {
                throw notThere(place);
            }
            throw e;
        }
    }

    /** @param by is kept beside the letter */
    void order(Place place, Order order, String by) throws SQLException, Failure {
        try (var connection = connect(place.service());
                var statement = connection.prepareStatement("""
                update dead_letter set state = ?, ordered_by = ?, ordered_at = clock_timestamp(), failure = null
                where state = 'OPEN' and topic = ? and topic_partition = ? and topic_offset = ?""")) {
            statement.setString(1, order.name());
            statement.setString(2, by);
            if (bind(statement, 3, place).executeUpdate() == 0) {
                throw new Failure(place + " is not open but " + requireThere(connection, place)
                        + ": see ./dev dead-letters show " + place);
            }
        } catch (SQLException e) {
            if (NO_TABLE.equals(e.getSQLState())) {
                throw notThere(place);
            }
            throw e;
        }
    }

    /** @return its state */
    private static String requireThere(Connection connection, Place place) throws SQLException, Failure {
        try (var statement = bind(connection.prepareStatement(ONE), 1, place);
                var rows = statement.executeQuery()) {
            if (!rows.next()) {
                throw notThere(place);
            }
            return rows.getString("state");
        }
    }

    private static Failure notThere(Place place) {
        return new Failure("there is no dead letter " + place + "; ./dev dead-letters list --all shows those that are");
    }

    private static PreparedStatement bind(PreparedStatement statement, int first, Place place) throws SQLException {
        statement.setString(first, place.topic());
        statement.setInt(first + 1, place.partition());
        statement.setLong(first + 2, place.offset());
        return statement;
    }

    private static String line(Service service, ResultSet row) throws SQLException {
        return printable("%s:%s  %s  %d bytes  %s  %s  %s"
                .formatted(
                        service.id(),
                        row.getString("place"),
                        row.getString("reason"),
                        row.getInt("size"),
                        row.getTimestamp("created_at").toInstant(),
                        row.getString("state").toLowerCase(Locale.ROOT),
                        row.getString("failure"))
                .strip());
    }

    /** Anybody may have written it: nothing of it reaches the terminal as more than a letter. */
    private static String printable(String text) {
        return text.codePoints()
                .mapToObj(c -> c >= ' ' && c < 0x7f ? Character.toString(c) : ".")
                .collect(Collectors.joining());
    }

    private Connection connect(Service service) throws SQLException, Failure {
        try {
            return DriverManager.getConnection(
                    installation.jdbcUrl(service),
                    service.id(),
                    installation.secrets().databasePassword(service));
        } catch (SQLException e) {
            if (e.getSQLState().startsWith(NO_CONNECTION)) {
                throw new Failure("the database does not answer: ./dev status, ./dev up", ExitCode.NOT_RUNNING);
            }
            throw e;
        }
    }
}
