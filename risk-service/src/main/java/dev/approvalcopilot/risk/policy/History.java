package dev.approvalcopilot.risk.policy;

/**
 * What the service itself has seen of the same person and agent before this action.
 *
 * @param sameToolLastHour proposals of this tool by this agent for this person within the last hour, this one not counted; at
 *     most {@value #MAX_COUNT}
 * @param firstUseByAgent whether this agent never proposed this tool before, for anybody
 */
public record History(long sameToolLastHour, boolean firstUseByAgent) {

    /** Counting stops here: more tells a policy nothing new. */
    public static final int MAX_COUNT = 1000;

    public History {
        if (sameToolLastHour < 0 || sameToolLastHour > MAX_COUNT) {
            throw new IllegalArgumentException("a count from 0 to " + MAX_COUNT);
        }
    }
}
