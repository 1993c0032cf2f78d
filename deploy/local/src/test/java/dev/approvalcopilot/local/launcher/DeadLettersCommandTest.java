package dev.approvalcopilot.local.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is refused before a database is asked, and what the help says. {@link DeadLettersTest} has the rest. */
class DeadLettersCommandTest {
    private int exitCode;

    private String run(String... arguments) {
        var said = new StringWriter();
        var all = new ArrayList<>(List.of("dead-letters"));
        all.addAll(List.of(arguments));
        var writer = new PrintWriter(said);
        exitCode = Dev.commandLine().setErr(writer).setOut(writer).execute(all.toArray(String[]::new));
        return said.toString();
    }

    @Test
    void theHelpNamesWhatCanBeDone() {
        assertThat(run("--help")).contains("list", "show", "replay", "drop", "Exit code 4");
        assertThat(exitCode).isZero();
    }

    @ParameterizedTest
    @CsvSource({"list,--after", "show,SERVICE:TOPIC/PARTITION/OFFSET", "replay,--as", "drop,--as"})
    void eachHasAHelpOfItsOwn(String command, String word) {
        assertThat(run(command, "--help"))
                .startsWith("Usage: ./dev dead-letters " + command)
                .contains(word);
        assertThat(exitCode).isZero();
    }

    @Test
    void nothingToDoIsAskedFor() {
        assertThat(run()).startsWith("say what: list, show, replay or drop");
        assertThat(exitCode).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"show", "replay", "drop"})
    void aPlaceIsNeeded(String command) {
        assertThat(run(command)).startsWith("Missing required parameter: 'PLACE'");
        assertThat(exitCode).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"nonsense", "risk:topic/1", "risk:topic/x/1", "risk:t'/0/1", "risk:topic/0/1234567890123456789"})
    void whatIsNoPlaceIsRefusedInWords(String place) {
        assertThat(run("show", place)).contains("is no place: give SERVICE:TOPIC/PARTITION/OFFSET");
        assertThat(exitCode).isEqualTo(2);
    }

    @Test
    void anUnknownServiceIsToldWhichThereAre() {
        assertThat(run("replay", "riks:actions.proposed.v1/0/1"))
                .contains("there is no service riks; there are planner, risk, approval, gateway, audit");
        assertThat(exitCode).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1001", "-1"})
    void aLimitHasLimits(String limit) {
        assertThat(run("list", "--limit=" + limit)).startsWith("a limit is from 1 to 1000, not " + limit);
        assertThat(exitCode).isEqualTo(2);
    }

    @Test
    void theListTakesNoPlaceButBehindAfter() {
        assertThat(run("list", "risk:actions.proposed.v1/0/1")).startsWith("Unmatched argument");
        assertThat(exitCode).isEqualTo(2);
    }
}
