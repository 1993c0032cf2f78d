package dev.approvalcopilot.risk.policy;

import java.time.Duration;

/**
 * What the evaluation of one policy may cost.
 *
 * @param maxSteps parts of the expression that are evaluated, each turn of a loop anew
 * @param timeout of the clock on the wall
 */
public record Limits(int maxSteps, Duration timeout) {

    /** Longest accepted expression, in characters. */
    public static final int MAX_EXPRESSION_CHARS = 4096;

    /** Turns of all loops ({@code all}, {@code exists}, {@code map}, {@code filter}) of one evaluation together. */
    public static final int MAX_ITERATIONS = 10_000;

    /** Evaluations at the start also load classes: they get this long, and as many steps as any other. */
    private static final Duration AT_START = Duration.ofSeconds(10);

    public Limits {
        if (maxSteps < 1 || timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("a policy needs steps and time");
        }
    }

    Limits atStart() {
        return new Limits(maxSteps, timeout.compareTo(AT_START) < 0 ? AT_START : timeout);
    }
}
