package dev.approvalcopilot.contracts.event;

import dev.approvalcopilot.contracts.action.RiskLevel;
import dev.approvalcopilot.contracts.json.Digest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The risk-service's word on one digest.
 *
 * @param proposal as it came, verbatim
 * @param digest of the action's bytes
 * @param reasons why the level is what it is; never empty
 * @param impact what will change, in one or two sentences
 * @param policy digest of the policies that were in force
 * @param classification compact JWS over the same, see
 *     {@link dev.approvalcopilot.contracts.classification.ClassificationClaims}; an event without one is not believed
 */
public record ActionClassified(
        ActionProposed proposal,
        Digest digest,
        RiskLevel level,
        Disposition disposition,
        List<Reason> reasons,
        String impact,
        Obligations obligations,
        Digest policy,
        String classification,
        Instant at)
        implements Event {

    public enum Disposition {
        /** A human decides. */
        HOLD,
        /** Policy forbids it; nobody is asked. */
        DENY
    }

    /**
     * One reason for the level.
     *
     * @param code stable, snake_case
     * @param text for people
     * @param policy name of the policy or {@code manifest}
     */
    public record Reason(String code, String text, String policy) {}

    /**
     * What the decision needs.
     *
     * @param freshLogin a login bound to this action
     * @param quorum how many distinct approvers
     * @param groups of each of these at least one approver is a member; empty: of none in particular. Who may approve at all
     *     besides the principal, the gateway's own file says
     * @param expiry how long the action may wait for a decision
     * @param dwell shortest time between showing and approving
     */
    public record Obligations(boolean freshLogin, int quorum, List<String> groups, Duration expiry, Duration dwell) {
        public Obligations {
            groups = List.copyOf(groups);
        }
    }

    public ActionClassified {
        reasons = List.copyOf(reasons);
    }

    @Override
    public String key() {
        return proposal.key();
    }
}
