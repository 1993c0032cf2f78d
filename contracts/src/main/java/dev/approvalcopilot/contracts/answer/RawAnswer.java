package dev.approvalcopilot.contracts.answer;

import java.time.Duration;
import java.util.Map;

/** What the wire gave back. */
public sealed interface RawAnswer {

    /** {@link NotSent}: no connection to the provider. */
    String UNREACHABLE = "provider_unreachable";

    /**
     * @param body as text; empty for none
     * @param headers by their names in lower case
     * @param retryAfter how long it asks to wait; zero if it does not
     */
    record Answered(int status, String body, Map<String, String> headers, Duration retryAfter) implements RawAnswer {

        String header(String name) {
            return headers.getOrDefault(name, "");
        }

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

    /** It answered with more than is read. @param most in bytes */
    record TooLarge(int most) implements RawAnswer {}
}
