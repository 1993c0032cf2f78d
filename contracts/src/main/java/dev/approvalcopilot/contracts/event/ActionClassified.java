package dev.approvalcopilot.contracts.event;

import dev.approvalcopilot.contracts.action.RiskLevel;
import dev.approvalcopilot.contracts.json.Digest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
     * @param alternative what the agent could do instead, in the policy's words; the agent reads it when the answer is no.
     *     Null where the policy knows none
     */
    public record Reason(
            String code,
            String text,
            String policy,
            @Nullable String alternative) {

        /** Without an alternative. */
        public Reason(String code, String text, String policy) {
            this(code, text, policy, null);
        }
    }

    /**
     * What the decision needs.
     *
     * @param freshLogin a login bound to this action
     * @param quorum how many distinct approvers
     * @param groups of each of these at least one approver is a member; empty: of none in particular. Who may approve at all
     *     besides the principal, the gateway's own file says
     * @param expiry how long the action may wait for a decision
     * @param dwell shortest time between showing and approving
     * @param excludesRequester true when the principal, and who stands in for them, may not approve; null otherwise. Only with
     *     groups
     * @param waiting what happens while nobody decides; null when nothing does
     */
    public record Obligations(
            boolean freshLogin,
            int quorum,
            List<String> groups,
            Duration expiry,
            Duration dwell,
            @Nullable Boolean excludesRequester,
            @Nullable Waiting waiting) {
        public Obligations {
            groups = List.copyOf(groups);
            // One form for one meaning: what was written before there was this member has the same digest.
            excludesRequester = Boolean.TRUE.equals(excludesRequester) ? Boolean.TRUE : null;
        }

        /** Nobody is excluded, nobody is reminded. */
        public Obligations(boolean freshLogin, int quorum, List<String> groups, Duration expiry, Duration dwell) {
            this(freshLogin, quorum, groups, expiry, dwell, null, null);
        }

        /** Whether the principal's own approval does not count. */
        public boolean barsThePrincipal() {
            return excludesRequester != null;
        }

        /** Whether times count only within the working hours of the approval-service. */
        public boolean countsWorkingTime() {
            return waiting != null && waiting.workingTime();
        }
    }

    /**
     * What happens while nobody decides. Nothing of it ever approves anything.
     *
     * @param reminder after how long who may decide is told again; null for never
     * @param escalation null for none
     * @param workingTime whether these times and the expiry count only within working hours
     */
    public record Waiting(
            @Nullable Duration reminder, @Nullable Escalation escalation, boolean workingTime) {}

    /**
     * Whom else the action is shown to after a time.
     *
     * @param after how long after it began to wait; at once while the principal is out of office
     * @param groups whose members may then decide too, as far as the gateway's own file allows
     */
    public record Escalation(Duration after, List<String> groups) {
        public Escalation {
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
