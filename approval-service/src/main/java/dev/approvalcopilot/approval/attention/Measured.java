package dev.approvalcopilot.approval.attention;

import dev.approvalcopilot.contracts.action.RiskLevel;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * One decision of one person.
 *
 * @param person OIDC {@code sub}
 * @param raisedBy names of the policies that raised the level above the tool's floor
 * @param likeRejected whether it was marked as the like of a rejected one
 * @param shownAt the person's first look; empty when they decided without one
 */
public record Measured(
        UUID action,
        String person,
        String tool,
        RiskLevel level,
        Word word,
        List<String> raisedBy,
        boolean likeRejected,
        Instant heldAt,
        Optional<Instant> shownAt,
        Instant decidedAt) {

    /** What the person said. */
    public enum Word {
        APPROVED,
        REJECTED,
        ANSWERED,
        CHANGED
    }

    public Measured {
        raisedBy = List.copyOf(raisedBy);
    }

    /** Whether the person said yes although something had warned them. */
    boolean overrides() {
        return word == Word.APPROVED && (likeRejected || !raisedBy.isEmpty());
    }

    /** From the first look; without one, from when it was held. */
    Duration took() {
        var took = Duration.between(shownAt.orElse(heldAt), decidedAt);
        return took.isNegative() ? Duration.ZERO : took;
    }
}
