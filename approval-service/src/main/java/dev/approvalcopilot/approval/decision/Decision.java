package dev.approvalcopilot.approval.decision;

import com.fasterxml.jackson.databind.node.ObjectNode;
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

    /** A no with something for the agent to go on with. @param text 1 to {@link #MAX_TEXT} characters */
    record Answer(Digest digest, Digest view, String idempotencyKey, String text) implements Decision {
        public static final int MAX_TEXT = 1500;

        public Answer {
            if (text.isBlank() || text.length() > MAX_TEXT) {
                throw new IllegalArgumentException("an answer has 1 to " + MAX_TEXT + " characters");
            }
        }
    }

    /** Other arguments for the same tool: another action, which is decided on its own. */
    record Edit(Digest digest, Digest view, String idempotencyKey, ObjectNode arguments) implements Decision {
        public Edit {
            arguments = arguments.deepCopy();
        }

        /** Without the arguments. */
        @Override
        public String toString() {
            return "Edit[" + digest + "]";
        }
    }
}
