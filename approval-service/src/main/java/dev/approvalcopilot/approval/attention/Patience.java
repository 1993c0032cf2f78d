package dev.approvalcopilot.approval.attention;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;

/** Whether a person is asked about a new action at all, or its agent has asked too often or for too much. */
@ApplicationScoped
public class Patience {
    private static final String BY_REPEAT = "policy:repeat";

    private final LikeRejections likes;
    private final AgentLimits limits;

    Patience(LikeRejections likes, AgentLimits limits) {
        this.likes = likes;
        this.limits = limits;
    }

    /**
     * Why nobody is asked.
     *
     * @param by of the rejection
     * @param reason for the agent to read
     * @param report whether it is a security event now
     */
    public record Refusal(String by, String reason, boolean report) {}

    /** Within the transaction that took the action in. */
    public Optional<Refusal> refuses(UUID action, String principal, String agent) {
        if (likes.isRepeated(action)) {
            return Optional.of(new Refusal(
                    BY_REPEAT,
                    "The person has rejected this in this run several times. They are not asked again: do something else,"
                            + " or say that it cannot be done.",
                    false));
        }
        if (limits.areExceeded(principal, agent)) {
            return Optional.of(new Refusal(
                    AgentLimits.BY,
                    "You ask this person for too much at once. Wait until earlier actions are decided, then propose it"
                            + " again.",
                    limits.reportsNow(principal, agent)));
        }
        return Optional.empty();
    }
}
