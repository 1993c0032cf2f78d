package dev.approvalcopilot.planner.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.approvalcopilot.contracts.Ids;
import dev.approvalcopilot.support.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {

    @Test
    void readsWhatItWrote() {
        var id = Ids.next();
        assertThat(Cursor.read(Cursor.of(id))).isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "AAAA", "not base64!", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
    void refusesAnythingElse(String cursor) {
        assertThatThrownBy(() -> Cursor.read(cursor)).isInstanceOf(ProblemException.class);
    }
}
