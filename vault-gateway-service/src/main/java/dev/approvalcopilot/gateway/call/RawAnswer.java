package dev.approvalcopilot.gateway.call;

/** What the wire gave back. */
sealed interface RawAnswer {

    /** @param body as text; empty for none */
    record Answered(int status, String body) implements RawAnswer {
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
