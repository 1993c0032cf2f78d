package dev.approvalcopilot.approval.decision;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.approvalcopilot.contracts.event.BodyLimits;
import dev.approvalcopilot.contracts.json.Digest;

/** What a person says about an action, and what they looked at. */
public sealed interface Decision {
    /** Of the bytes that the person saw. */
    Digest digest();

    /** Whether it depends on which account is meant. */
    default boolean needsAccount() {
        return switch (this) {
            case Approve _, Edit _ -> true;
            case Reject _, Answer _ -> false;
        };
    }

    /** The client's own name for this decision, so that a repetition gets the same answer; empty for none. */
    String idempotencyKey();

    /** @param view digest of the review document that the person saw: what is approved is what stands there */
    record Approve(Digest digest, Digest view, String idempotencyKey) implements Decision {}

    /**
     * It names no view: a no to these bytes is one whichever account is meant.
     *
     * @param reason for the agent to read, 1 to {@link #MAX_REASON} characters
     */
    record Reject(Digest digest, String idempotencyKey, String reason) implements Decision {
        public static final int MAX_REASON = BodyLimits.REJECTION;

        public Reject {
            if (reason.isBlank() || reason.length() > MAX_REASON) {
                throw new IllegalArgumentException("a reason has 1 to " + MAX_REASON + " characters");
            }
        }
    }

    /** A no with something for the agent to go on with. @param text 1 to {@link #MAX_TEXT} characters */
    record Answer(Digest digest, String idempotencyKey, String text) implements Decision {
        public static final int MAX_TEXT = BodyLimits.ANSWER;

        public Answer {
            if (text.isBlank() || text.length() > MAX_TEXT) {
                throw new IllegalArgumentException("an answer has 1 to " + MAX_TEXT + " characters");
            }
        }
    }

    /**
     * Other arguments for the same tool: another action, which is decided on its own.
     *
     * @param view digest of the review document that the person saw
     */
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
