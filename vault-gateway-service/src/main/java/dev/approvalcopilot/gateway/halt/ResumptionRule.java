package dev.approvalcopilot.gateway.halt;

import java.time.Duration;
import java.time.Instant;

/** Who may lift a halt: two operators, within a quarter of an hour. Pure. */
final class ResumptionRule {

    /** How long the second operator has. */
    static final Duration WINDOW = Duration.ofMinutes(15);

    /** What an operator's word comes to. */
    enum Step {
        /** Nothing is halted there. */
        NOT_HALTED,
        /** The first word: somebody else has to say the same. */
        ASK,
        /** The same operator again: still somebody else has to. */
        WAIT,
        /** The second word. */
        RESUME
    }

    private ResumptionRule() {}

    static Step judge(Halt halt, String operator, Instant now) {
        if (!halt.halted()) {
            return Step.NOT_HALTED;
        }
        return halt.question()
                .filter(question -> isOpen(question, now))
                .map(question -> question.by().equals(operator) ? Step.WAIT : Step.RESUME)
                .orElse(Step.ASK);
    }

    static boolean isOpen(Halt.Question question, Instant now) {
        return now.isBefore(question.at().plus(WINDOW));
    }
}
