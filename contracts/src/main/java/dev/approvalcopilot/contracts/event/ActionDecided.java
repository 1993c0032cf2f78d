package dev.approvalcopilot.contracts.event;

import dev.approvalcopilot.contracts.action.RiskLevel;
import dev.approvalcopilot.contracts.json.Digest;
import java.time.Instant;
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
     * A human authorised it.
     *
     * @param by OIDC {@code sub}
     * @param view digest of the review document the decision named
     * @param grantId {@code jti} of the grant
     */
    record Approved(ActionRef action, String by, Digest view, String grantId, Instant at) implements ActionDecided {}

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
