package dev.approvalcopilot.gateway.call;

import java.time.Duration;

/** What the wire gave back. */
sealed interface RawAnswer {

    /** {@link NotSent}: no connection to the provider. */
    String UNREACHABLE = "provider_unreachable";

    /**
     * @param body as text; empty for none
     * @param retryAfter how long it asks to wait; zero if it does not
     */
    record Answered(int status, String body, Duration retryAfter) implements RawAnswer {
        /** Without the body. */
        @Override
        public String toString() {
            return "Answered[" + status + "]";
        }
    }

    /** No byte of the request has left: there is no effect. */
    record NotSent(String code) implements RawAnswer {}

    /** Sent, and then nothing usable came. */
    record Lost(String how) implements RawAnswer {}
}
