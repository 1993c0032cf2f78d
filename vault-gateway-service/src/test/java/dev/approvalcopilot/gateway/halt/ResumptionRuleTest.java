package dev.approvalcopilot.gateway.halt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvalcopilot.contracts.event.HaltScope;
import dev.approvalcopilot.gateway.halt.ResumptionRule.Step;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ResumptionRuleTest {

    private static final Instant ASKED = Instant.parse("2026-11-24T10:00:00Z");
    private static final String OLGA = "auth0|olga";
    private static final String OTTO = "auth0|otto";

    private static Halt halt(boolean halted, String askedBy) {
        boolean asked = askedBy != null;
        return new Halt(
                HaltScope.ALL,
                halted,
                "why",
                OLGA,
                ASKED.minusSeconds(60),
                0,
                askedBy,
                asked ? "all is well" : null,
                asked ? ASKED : null);
    }

    private static Step judge(Halt halt, String operator, Duration afterTheQuestion) {
        return ResumptionRule.judge(halt, operator, ASKED.plus(afterTheQuestion));
    }

    @Test
    void theFirstWordResumesNothing() {
        assertThat(judge(halt(true, null), OTTO, Duration.ZERO)).isEqualTo(Step.ASK);
    }

    @Test
    void theSameOperatorTwiceResumesNothing() {
        assertThat(judge(halt(true, OLGA), OLGA, Duration.ofMinutes(1))).isEqualTo(Step.WAIT);
    }

    @Test
    void aSecondOperatorResumes() {
        assertThat(judge(halt(true, OLGA), OTTO, Duration.ZERO)).isEqualTo(Step.RESUME);
    }

    /** The one who halted may be one of the two. */
    @Test
    void whoHaltedMayBeTheSecond() {
        assertThat(judge(halt(true, OTTO), OLGA, Duration.ofMinutes(1))).isEqualTo(Step.RESUME);
    }

    @Test
    void aQuestionIsOpenForAQuarterOfAnHour() {
        assertThat(judge(halt(true, OLGA), OTTO, Duration.ofMinutes(15).minusNanos(1)))
                .isEqualTo(Step.RESUME);
        assertThat(judge(halt(true, OLGA), OTTO, Duration.ofMinutes(15))).isEqualTo(Step.ASK);
        assertThat(judge(halt(true, OLGA), OLGA, Duration.ofMinutes(15))).isEqualTo(Step.ASK);
    }

    @Test
    void whatIsNotHaltedIsNotResumed() {
        assertThat(judge(halt(false, OLGA), OTTO, Duration.ZERO)).isEqualTo(Step.NOT_HALTED);
    }
}
