package dev.approvalcopilot.audit.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.approvalcopilot.support.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {

    @Test
    void beginsAtTheBeginning() {
        assertThat(Cursor.read(null).seq()).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 999_999_999_999_999_999L})
    void comesBackAsItWasWritten(long seq) {
        assertThat(Cursor.read(new Cursor(seq).write())).isEqualTo(new Cursor(seq));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "MTo", "MTotMQ", "MToxMDAwMDAwMDAwMDAwMDAwMDAwMDAw", "Mjox", "%", "\u00e4"})
    void refusesWhatItDidNotWrite(String written) {
        assertThatThrownBy(() -> Cursor.read(written)).isInstanceOf(ProblemException.class);
    }
}
