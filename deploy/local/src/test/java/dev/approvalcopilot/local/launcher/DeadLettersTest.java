package dev.approvalcopilot.local.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.approvalcopilot.contracts.event.Service;
import dev.approvalcopilot.local.launcher.DeadLetters.Order;
import dev.approvalcopilot.local.launcher.DeadLetters.Place;
import dev.approvalcopilot.local.stack.Installation;
import dev.approvalcopilot.local.stack.Part;
import dev.approvalcopilot.local.stack.StackProcess;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** In the table as services make it, of two services that have run; the others have not. */
@Tag("stack")
class DeadLettersTest {
    private static final Instant NOON = Instant.parse("2026-11-30T12:00:00Z");
    private static final String TOPIC = "actions.proposed.v1";

    private static Installation installation;
    private static StackProcess database;

    private DeadLetters letters;

    @BeforeAll
    static void start() throws Exception {
        var root = Path.of(System.getProperty("repository.root"));
        installation = Installation.temporary(root);
        var parts = EnumSet.of(Part.POSTGRES);
        installation.prepare(parts);
        database = StackProcess.start(installation, parts, StackProcess.Life.WITH_PARENT, StackProcess.Data.DISPOSABLE);
        var table =
                Files.readString(root.resolve("service-support/src/main/resources/db/support/V3__dead_letters.sql"));
        for (var service : List.of(Service.RISK, Service.AUDIT)) {
            run(service, table);
        }
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    @BeforeEach
    void none() throws SQLException {
        run(Service.RISK, "delete from dead_letter");
        run(Service.AUDIT, "delete from dead_letter");
        letters = new DeadLetters(installation);
    }

    private static Connection connect(Service service) throws SQLException {
        return DriverManager.getConnection(
                installation.jdbcUrl(service),
                service.id(),
                installation.secrets().databasePassword(service));
    }

    private static void run(Service service, String sql) throws SQLException {
        try (var connection = connect(service);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static Place letter(Service service, long offset, String state, String head) throws SQLException {
        try (var connection = connect(service);
                var statement = connection.prepareStatement("""
                        insert into dead_letter (topic, topic_partition, topic_offset, reason, digest, size, head, created_at, state)
                        values (?, 0, ?, 'unreadable', 'sha-256:abc', 12, ?, ?, ?)""")) {
            statement.setString(1, TOPIC);
            statement.setLong(2, offset);
            statement.setBytes(3, head.getBytes(StandardCharsets.UTF_8));
            // The later offset is the older letter, so that the order is seen to be by time.
            statement.setTimestamp(4, Timestamp.from(NOON.minusSeconds(offset)));
            statement.setString(5, state);
            statement.executeUpdate();
        }
        return new Place(service, TOPIC, 0, offset);
    }

    private List<String> list(boolean all) throws Exception {
        return letters.list(all, 100, Optional.empty()).lines();
    }

    @Test
    void whereNothingWasPassedOverTheListIsEmpty() throws Exception {
        assertThat(letters.list(true, 100, Optional.empty()))
                .isEqualTo(new DeadLetters.Page(List.of(), Optional.empty(), false));
    }

    @Test
    void listsWhatIsOpenOrOrderedOldestFirst() throws Exception {
        letter(Service.RISK, 1, "OPEN", "x");
        letter(Service.RISK, 2, "REPLAY", "x");
        letter(Service.RISK, 3, "DROPPED", "x");
        letter(Service.AUDIT, 4, "DROP", "x");

        assertThat(list(false))
                .containsExactly(
                        "risk:actions.proposed.v1/0/2  unreadable  12 bytes  2026-11-30T11:59:58Z  replay",
                        "risk:actions.proposed.v1/0/1  unreadable  12 bytes  2026-11-30T11:59:59Z  open",
                        "audit:actions.proposed.v1/0/4  unreadable  12 bytes  2026-11-30T11:59:56Z  drop");
    }

    @Test
    void listsWhatIsOverOnlyWhenAskedForAll() throws Exception {
        letter(Service.RISK, 1, "REPLAYED", "x");
        letter(Service.AUDIT, 2, "DROPPED", "x");

        assertThat(list(false)).isEmpty();
        assertThat(list(true)).hasSize(2);
    }

    /** Over the end of one service's letters and into the next one's, each letter once. */
    @Test
    void pagesGoOnBehindTheLastPlace() throws Exception {
        for (int offset = 1; offset <= 5; offset++) {
            letter(Service.RISK, offset, "OPEN", "x");
            letter(Service.AUDIT, offset, "OPEN", "x");
        }
        var seen = new ArrayList<String>();
        var page = letters.list(false, 4, Optional.empty());
        seen.addAll(page.lines());
        while (page.more()) {
            assertThat(page.lines()).hasSize(4);
            page = letters.list(false, 4, page.last());
            seen.addAll(page.lines());
        }

        assertThat(seen).isEqualTo(list(false)).hasSize(10).doesNotHaveDuplicates();
    }

    @Test
    void aPageThatIsJustFullSaysThatThereIsNoMore() throws Exception {
        letter(Service.RISK, 1, "OPEN", "x");
        var last = letter(Service.AUDIT, 1, "OPEN", "x");

        var page = letters.list(false, 2, Optional.empty());

        assertThat(page.lines()).hasSize(2);
        assertThat(page.more()).isFalse();
        assertThat(page.last()).contains(last);
        assertThat(letters.list(false, 2, page.last()).lines()).isEmpty();
    }

    @Test
    void showsOneWithoutLettingItWriteToTheTerminal() throws Exception {
        var place = letter(Service.RISK, 7, "OPEN", "{\"a\":\"\033[2J\u00e9\"}");

        assertThat(letters.show(place))
                .hasSize(4)
                .contains("digest      sha-256:abc", "ordered by  nobody")
                .element(3)
                .asString()
                .startsWith("begins      {\"a\":\"")
                .matches("[ -~]+");
    }

    @Test
    void anOrderIsWrittenWithItsNameAndTakesAnOldFailureAway() throws Exception {
        var replay = letter(Service.RISK, 1, "OPEN", "x");
        var drop = letter(Service.RISK, 2, "OPEN", "x");
        run(Service.RISK, "update dead_letter set failure = 'still wrong'");
        assertThat(letters.show(replay).getFirst()).endsWith("open  replay failed: still wrong");

        letters.order(replay, Order.REPLAY, "olga");
        letters.order(drop, Order.DROP, "otto");

        assertThat(letters.show(replay).getFirst()).endsWith("replay");
        assertThat(letters.show(replay)).contains("ordered by  olga");
        assertThat(letters.show(drop).getFirst()).endsWith("drop");
        assertThat(letters.show(drop)).contains("ordered by  otto");
    }

    @Test
    void whatIsNotOpenCannotBeOrdered() throws Exception {
        var over = letter(Service.RISK, 1, "DROPPED", "x");

        assertThatExceptionOfType(Failure.class)
                .isThrownBy(() -> letters.order(over, Order.REPLAY, "olga"))
                .withMessageStartingWith("risk:actions.proposed.v1/0/1 is not open but DROPPED");
        assertThat(letters.show(over)).contains("ordered by  nobody");
    }

    @Test
    void whatIsNotThereIsSaidToBeNot() {
        for (var service : List.of(Service.RISK, Service.PLANNER)) {
            var nowhere = new Place(service, TOPIC, 0, 999);
            assertNotThere(nowhere, () -> letters.show(nowhere));
            assertNotThere(nowhere, () -> letters.order(nowhere, Order.DROP, "olga"));
        }
        var nowhere = new Place(Service.RISK, TOPIC, 0, 999);
        assertNotThere(nowhere, () -> letters.list(false, 10, Optional.of(nowhere)));
    }

    private static void assertNotThere(Place place, ThrowingCallable attempt) {
        assertThatExceptionOfType(Failure.class)
                .isThrownBy(attempt)
                .withMessageStartingWith("there is no dead letter " + place);
    }
}
