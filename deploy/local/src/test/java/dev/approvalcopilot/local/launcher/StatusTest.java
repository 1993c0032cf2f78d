package dev.approvalcopilot.local.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvalcopilot.local.stack.Health;
import dev.approvalcopilot.local.stack.Health.State;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatusTest {
    private static final Health KAFKA = new Health("kafka", State.READY, 71, "127.0.0.1:18093", "");
    private static final Health RISK =
            new Health("risk", State.NOT_READY, 72, "http://127.0.0.1:18082", "nothing listens there");
    private static final Health AUDIT =
            new Health("audit", State.DOWN, 0, "http://127.0.0.1:18084", "its process does not run");

    @Test
    void whatIsReadyNeedsNoWords() {
        assertThat(Status.lines(List.of(KAFKA))).containsExactly("kafka      ready      71       127.0.0.1:18093");
    }

    @Test
    void whatIsNotReadySaysWhyAndWhatToDo() {
        assertThat(Status.lines(List.of(KAFKA, RISK, AUDIT)))
                .element(1)
                .isEqualTo("risk       not ready  72       http://127.0.0.1:18082   nothing listens there");
        assertThat(Status.lines(List.of(KAFKA, RISK, AUDIT)))
                .last()
                .asString()
                .contains("./dev up starts what is missing");
    }

    @Test
    void whereNothingRunsThatIsTheWord() {
        assertThat(Status.lines(List.of(AUDIT))).endsWith("Nothing runs: ./dev up");
    }
}
