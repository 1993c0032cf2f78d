package dev.approvalcopilot.support.outbound;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** What came of a request. */
public sealed interface OutboundAnswer {

    /**
     * A whole answer.
     *
     * @param body as UTF-8 text; empty for none. An encoding that nobody asked for is not undone
     * @param headers by their names in lower case; of one that came several times, the values joined with a comma
     * @param retryAfter how long the answer asks to wait, if it does (RFC 9110 section 10.2.3)
     */
    record Answered(int status, String body, Map<String, String> headers, Optional<Duration> retryAfter)
            implements OutboundAnswer {

        public Answered {
            headers = Map.copyOf(headers);
        }

        /** Without the body. */
        @Override
        public String toString() {
            return "Answered[" + status + "]";
        }
    }

    /** No byte of the request has left. */
    record NotSent(Reason reason) implements OutboundAnswer {
        public enum Reason {
            /** The address is not written in a form that all readers take for the same. */
            MALFORMED,
            /** An address of the host is not public. */
            FORBIDDEN_ADDRESS,
            /** No such host, no connection, or no TLS with it. */
            UNREACHABLE,
            /** The time was over first. */
            LATE
        }
    }

    /** It may have been received, and no usable answer came. */
    record Lost(Reason reason) implements OutboundAnswer {
        public enum Reason {
            LATE,
            BROKEN,
            TOO_LARGE,
            /** This process is stopping. */
            INTERRUPTED
        }
    }
}
