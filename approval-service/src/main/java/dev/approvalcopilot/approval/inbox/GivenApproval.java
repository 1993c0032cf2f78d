package dev.approvalcopilot.approval.inbox;

import dev.approvalcopilot.contracts.json.Digest;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/**
 * One person's yes that waits for others.
 *
 * @param approver OIDC {@code sub}
 * @param view of the review document that the person saw
 * @param epoch of halts that the person's login names
 * @param groups that the login showed; empty without one
 * @param idToken of the bound login; null without one, and once the action is decided
 * @param authTime of that login; null without one
 */
public record GivenApproval(
        String approver, Digest view, String epoch, Set<String> groups, String idToken, Instant authTime, Instant at) {
    /** The gateway accepts an hour for all but the last one; this leaves it time to act. */
    static final Duration QUORUM_WINDOW = Duration.ofMinutes(58);

    public GivenApproval {
        groups = Set.copyOf(groups);
    }

    /** Whether it still counts for what there is now. */
    public boolean countsFor(Digest current, String currentEpoch, Instant now) {
        return view.equals(current)
                && epoch.equals(currentEpoch)
                && (authTime == null || authTime.plus(QUORUM_WINDOW).isAfter(now));
    }

    /** Without the token. */
    @Override
    public String toString() {
        return "GivenApproval[" + approver + " " + at + "]";
    }
}
