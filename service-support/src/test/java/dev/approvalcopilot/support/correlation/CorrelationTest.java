package dev.approvalcopilot.support.correlation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CorrelationTest {

    @Test
    void isTheSameForAllThatRunsWithinIt() {
        Correlation.within(
                "request-0001", () -> assertThat(Correlation.current()).isEqualTo("request-0001"));
    }

    @Test
    void restoresTheOneBefore() {
        Correlation.within("request-0001", () -> {
            Correlation.within("request-0002", () -> {});

            assertThat(Correlation.current()).isEqualTo("request-0001");
        });
    }

    @Test
    void isNewWhereNothingGaveOne() {
        assertThat(Correlation.current()).isNotEqualTo(Correlation.current());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "short", "with space", "line\nbreak-forges-logs", "ümlaut-1234", "quote\"-1234"})
    void isNotTakenFromOutsideInAnotherForm(String candidate) {
        assertThat(Correlation.accepted(candidate)).isEmpty();
    }

    @Test
    void isNotTakenFromOutsideWhenTooLong() {
        assertThat(Correlation.accepted("a".repeat(65))).isEmpty();
    }
}
