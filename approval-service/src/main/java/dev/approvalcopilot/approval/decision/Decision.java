package dev.approvalcopilot.approval.decision;

import dev.approvalcopilot.contracts.json.Digest;

/** What a person says about an action, and what they looked at. */
public sealed interface Decision {
    /** Of the bytes that the person saw. */
    Digest digest();

    /** Of the review document that the person saw. */
    Digest view();

    /** The client's own name for this decision, so that a repetition gets the same answer; empty for none. */
    String idempotencyKey();

    record Approve(Digest digest, Digest view, String idempotencyKey) implements Decision {}

    /** @param reason for the agent to read, 1 to {@link #MAX_REASON} characters */
    record Reject(Digest digest, Digest view, String idempotencyKey, String reason) implements Decision {
        public static final int MAX_REASON = 500;

        public Reject {
            if (reason.isBlank() || reason.length() > MAX_REASON) {
                throw new IllegalArgumentException("a reason has 1 to " + MAX_REASON + " characters");
            }
        }
    }
}
