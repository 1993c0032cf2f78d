package dev.approvalcopilot.contracts.event;

import dev.approvalcopilot.contracts.action.RiskLevel;
import dev.approvalcopilot.contracts.json.Digest;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What became of an action before execution; one event type a state. */
public sealed interface ActionDecided extends Event {

    ActionRef action();

    Instant at();

    @Override
    default String key() {
        return action().id().toString();
    }

    /** It waits for a human until {@code expiresAt}. */
    record Pending(ActionRef action, RiskLevel level, Instant expiresAt, Instant at) implements ActionDecided {}

    /**
     * Nobody else's yes is missing: it is authorised.
     *
     * @param by OIDC {@code sub} of whose yes was the last one
     * @param view digest of the review document the decision named
     * @param grantId {@code jti} of the grant
     * @param approvers everybody whose yes counts, in the order of time
     */
    record Approved(ActionRef action, String by, Digest view, String grantId, List<Approver> approvers, Instant at)
            implements ActionDecided {
        public Approved {
            // Events from before this member was there named the last one only.
            approvers = approvers == null ? List.of(new Approver(by, at)) : List.copyOf(approvers);
        }

        /** One person was enough. */
        public Approved(ActionRef action, String by, Digest view, String grantId, Instant at) {
            this(action, by, view, grantId, null, at);
        }
    }

    /** @param by OIDC {@code sub} */
    record Approver(String by, Instant at) {}

    /**
     * A yes was recorded, and others are needed as well.
     *
     * @param by OIDC {@code sub}
     * @param view digest of the review document that it names; it counts for no other
     * @param given how many count so far, with this one
     * @param needed how many it takes at least
     */
    record ApprovalGiven(ActionRef action, String by, Digest view, int given, int needed, Instant at)
            implements ActionDecided {}

    /**
     * Somebody says that they look at it, or goes on saying so.
     *
     * @param by OIDC {@code sub}
     */
    record Claimed(ActionRef action, String by, Instant until, Instant at) implements ActionDecided {}

    /** They no longer look at it. @param by OIDC {@code sub} */
    record Released(ActionRef action, String by, Instant at) implements ActionDecided {}

    /**
     * The principal said which of several accounts is meant.
     *
     * @param by OIDC {@code sub}
     * @param account its id at Auth0
     */
    record AccountChosen(ActionRef action, String by, String account, Instant at) implements ActionDecided {}

    /**
     * Nobody decided in time, or the principal is away: it is shown to more groups.
     *
     * @param groups those that are asked besides
     * @param reached how many of their members could be told; with 0 the groups see it on the page only
     */
    record Escalated(ActionRef action, List<String> groups, int reached, Instant at) implements ActionDecided {
        public Escalated {
            groups = List.copyOf(groups);
        }
    }

    /**
     * A human, or a policy, said no. Nothing was executed.
     *
     * @param by OIDC {@code sub}, or {@code policy:NAME}
     * @param reason for the agent to read
     * @param answer what the person told the agent instead of running it; null for a plain no
     * @param alternative what a policy names that the agent could do instead; null where none does, and with an answer
     */
    record Rejected(ActionRef action, String by, String reason, String answer, String alternative, Instant at)
            implements ActionDecided {

        /** A no of which no policy knows an alternative. */
        public Rejected(ActionRef action, String by, String reason, String answer, Instant at) {
            this(action, by, reason, answer, null, at);
        }

        /** A plain no. */
        public Rejected(ActionRef action, String by, String reason, Instant at) {
            this(action, by, reason, null, null, at);
        }
    }

    /**
     * The grant's life is over, and the gateway reported no outcome: the action may have happened. A report that comes later
     * replaces this.
     *
     * @param grantEndedAt when the grant could be used no longer
     */
    record OutcomeMissing(ActionRef action, Instant grantEndedAt, Instant at) implements ActionDecided {}

    /** Nobody decided in time. */
    record Expired(ActionRef action, Instant at) implements ActionDecided {}

    /** Its run was cancelled first. */
    record Cancelled(ActionRef action, String by, Instant at) implements ActionDecided {}

    /**
     * A person changed its arguments: another action takes its place, see {@link ActionEdited}.
     *
     * @param by OIDC {@code sub}
     * @param successor id of the action that takes its place
     */
    record Superseded(ActionRef action, String by, UUID successor, Instant at) implements ActionDecided {}

    /**
     * A person looked and settled an UNKNOWN. The ledger keeps UNKNOWN; another try is a new action.
     *
     * @param by OIDC {@code sub}
     * @param happened what the person found
     * @param note in the person's words; may be empty
     */
    record Reconciled(ActionRef action, String by, boolean happened, String note, Instant at)
            implements ActionDecided {}
}
