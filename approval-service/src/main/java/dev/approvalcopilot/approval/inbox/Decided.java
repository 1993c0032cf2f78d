package dev.approvalcopilot.approval.inbox;

import dev.approvalcopilot.contracts.json.Digest;
import java.time.Instant;

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
        };
    }

    /**
     * @param by OIDC {@code sub}
     * @param view of the review document that the decision named
     * @param account id of the connected account
     * @param grantId {@code jti}
     * @param key the Idempotency-Key it came with; empty for none
     */
    record Approved(String by, Digest view, String account, String grantId, String key, Instant at)
            implements Decided {}

    /** @param by OIDC {@code sub}, or {@code policy:NAME}; @param reason for the agent to read */
    record Rejected(String by, String reason, String key, Instant at) implements Decided {}

    record Expired(Instant at) implements Decided {}

    record Cancelled(String by, Instant at) implements Decided {}
}
