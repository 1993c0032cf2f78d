package dev.approvalcopilot.gateway.halt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.approvalcopilot.contracts.event.HaltScope;
import dev.approvalcopilot.gateway.halt.ChangeHalts.Resumption;
import dev.approvalcopilot.gateway.testing.Resumed;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the database itself does not allow, and what time does to a question. */
@QuarkusTest
class HaltTableTest {

    private static final HaltScope SCOPE = HaltScope.parse("agent:nobody");

    @Inject
    Jdbi jdbi;

    @Inject
    ChangeHalts halts;

    @AfterEach
    void resume() {
        Resumed.all(jdbi);
    }

    private void execute(String sql) {
        jdbi.useHandle(handle -> handle.execute(sql));
    }

    private void haltAndResume() {
        halts.halt(SCOPE, "a rehearsal", "auth0|olga");
        halts.resume(SCOPE, "it went well", "auth0|olga");
        assertThat(halts.resume(SCOPE, "I saw it too", "auth0|otto")).isInstanceOf(Resumption.Resumed.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update halts set epoch = epoch - 1",
                "update halt_epoch set epoch = epoch - 1",
                "delete from halts",
                "delete from halt_epoch",
                "insert into halt_epoch (only_one, epoch) values (false, 7)",
                "update halts set changed_by = asked_by",
                "update halts set asked_by = null, asked_reason = null, asked_at = null"
            })
    void noEpochGoesBackAndNoResumptionLosesItsTwoOperators(String sql) {
        haltAndResume();

        assertThatThrownBy(() -> execute(sql)).isInstanceOf(RuntimeException.class);
    }

    @Test
    void eachResumptionRaisesTheEpochOfItsScopeToANewOne() {
        haltAndResume();
        haltAndResume();

        var row = jdbi.withHandle(handle -> HaltTable.find(handle, SCOPE)).orElseThrow();
        assertThat(row.epoch()).isEqualTo(2);
        assertThat(halts.standing(1).epoch()).isEqualTo(2);
    }

    @Test
    void aSecondHaltKeepsTheEpochOfTheResumptionBefore() {
        haltAndResume();

        assertThat(halts.halt(SCOPE, "again", "auth0|otto").epoch()).isEqualTo(1);
    }

    @Test
    void anOldQuestionIsAskedAnew() {
        halts.halt(SCOPE, "a rehearsal", "auth0|olga");
        halts.resume(SCOPE, "it went well", "auth0|olga");
        execute("update halts set asked_at = asked_at - interval '15 minutes'");

        assertThat(halts.resume(SCOPE, "I come late", "auth0|otto"))
                .isInstanceOfSatisfying(
                        Resumption.Asked.class,
                        asked -> assertThat(asked.halt().askedBy()).isEqualTo("auth0|otto"));
    }

    @Test
    void haltingWhatStandsStillTakesAQuestionBack() {
        halts.halt(SCOPE, "a rehearsal", "auth0|olga");
        halts.resume(SCOPE, "it went well", "auth0|olga");
        halts.halt(SCOPE, "it did not", "auth0|otto");

        assertThat(halts.resume(SCOPE, "it did", "auth0|olga")).isInstanceOf(Resumption.Asked.class);
    }

    @Test
    void theListIsCutAndSaysSo() {
        halts.halt(SCOPE, "one", "auth0|olga");
        halts.halt(HaltScope.parse("agent:nobody-else"), "two", "auth0|olga");

        assertThat(halts.standing(1).halts()).hasSize(1);
        assertThat(halts.standing(1).more()).isTrue();
        assertThat(halts.standing(2).more()).isFalse();
    }
}
