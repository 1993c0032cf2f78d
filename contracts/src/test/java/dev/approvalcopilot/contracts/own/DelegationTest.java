package dev.approvalcopilot.contracts.own;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.approvalcopilot.contracts.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DelegationTest {

    private static final UUID ID = UUID.fromString("0198f3a0-0000-7000-8000-000000000001");
    private static final Instant FROM = Instant.parse("2026-11-24T00:00:00Z");
    private static final Instant UNTIL = Instant.parse("2026-11-25T00:00:00Z");

    private static Delegation of(Instant from, Instant until, String... tools) {
        return new Delegation(ID, "auth0|bob", from, until, List.of(tools));
    }

    @Test
    void countsFromItsBeginningUntilJustBeforeItsEnd() {
        var delegation = of(FROM, UNTIL);

        assertThat(delegation.covers("a.b", FROM.minusMillis(1))).isFalse();
        assertThat(delegation.covers("a.b", FROM)).isTrue();
        assertThat(delegation.covers("a.b", UNTIL.minusMillis(1))).isTrue();
        assertThat(delegation.covers("a.b", UNTIL)).isFalse();
    }

    @Test
    void countsForTheToolsThatItNamesAlone() {
        assertThat(of(FROM, UNTIL, "a.b", "a.c").covers("a.c", FROM)).isTrue();
        assertThat(of(FROM, UNTIL, "a.b", "a.c").covers("a.d", FROM)).isFalse();
    }

    @Test
    void overlapsWhereThereIsAMomentOfBoth() {
        var delegation = of(FROM, UNTIL);

        assertThat(delegation.overlaps(of(UNTIL, UNTIL.plusSeconds(1)))).isFalse();
        assertThat(delegation.overlaps(of(FROM.minusSeconds(1), FROM))).isFalse();
        assertThat(delegation.overlaps(of(UNTIL.minusSeconds(1), UNTIL.plusSeconds(1))))
                .isTrue();
        assertThat(delegation.overlaps(of(FROM.minusSeconds(1), FROM.plusSeconds(1))))
                .isTrue();
    }

    @Test
    void lastsTooLongAfterNinetyTwoDays() {
        assertThat(of(FROM, FROM.plus(Duration.ofDays(92))).lastsTooLong()).isFalse();
        assertThat(of(FROM, FROM.plus(Duration.ofDays(92)).plusSeconds(1)).lastsTooLong())
                .isTrue();
    }

    @Test
    void namesSomebodyAndASpanOfTime() {
        assertThatThrownBy(() -> of(FROM, FROM)).hasMessageContaining("until");
        assertThatThrownBy(() -> new Delegation(ID, " ", FROM, UNTIL, null)).hasMessageContaining("to");
        assertThatThrownBy(() -> new Delegation(null, "a", FROM, UNTIL, null)).hasMessageContaining("id");
    }

    @Test
    void isReadBackAsWritten() throws JsonProcessingException {
        var rules = new OwnRules(7, List.of(), List.of(of(FROM, UNTIL, "a.b"), of(FROM, UNTIL)));

        assertThat(Json.MAPPER.readValue(Json.MAPPER.writeValueAsString(rules), OwnRules.class))
                .isEqualTo(rules);
    }
}
