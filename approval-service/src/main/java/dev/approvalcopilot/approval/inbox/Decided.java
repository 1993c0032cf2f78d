package dev.approvalcopilot.approval.inbox;

import dev.approvalcopilot.contracts.json.Digest;
import java.time.Instant;
import java.util.UUID;

/** How an action left PENDING. */
public sealed interface Decided {
    Instant at();

    /** The state that follows. */
    default ApprovalState state() {
        return switch (this) {
            case Approved _ -> ApprovalState.APPROVED;
            case Rejected _ -> ApprovalState.REJECTED;
            case Expired _ -> ApprovalState.EXPIRED;
            case Cancelled _ -> ApprovalState.CANCELLED;
            case Superseded _ -> ApprovalState.SUPERSEDED;
        };
    }

    /**
     * @param by OIDC {@code sub}
     * @param view of the review document that the decision named
     * @param account id of the connected account
     * @param grantId {@code jti}
     * @param grantEndsAt when the gateway may no longer begin the call
     * @param key the Idempotency-Key it came with; empty for none
     */
    record Approved(String by, Digest view, String account, String grantId, Instant grantEndsAt, String key, Instant at)
            implements Decided {}

    /**
     * @param by OIDC {@code sub}, or {@code policy:NAME}
     * @param reason for the agent to read
     * @param answer what the person told the agent instead of running it; null for a plain no
     */
    record Rejected(String by, String reason, String answer, String key, Instant at) implements Decided {

        /** A plain no. */
        public Rejected(String by, String reason, String key, Instant at) {
            this(by, reason, null, key, at);
        }
    }

    /**
     * @param by OIDC {@code sub}
     * @param successor id of the action that takes its place
     * @param successorDigest of that action's bytes; what else comes under its id is not the person's edit
     */
    record Superseded(String by, UUID successor, Digest successorDigest, String key, Instant at) implements Decided {}

    record Expired(Instant at) implements Decided {}

    record Cancelled(String by, Instant at) implements Decided {}
}
