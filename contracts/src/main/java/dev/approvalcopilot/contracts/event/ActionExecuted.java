package dev.approvalcopilot.contracts.event;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/** What the gateway did with a granted action; one event type a state. */
public sealed interface ActionExecuted extends Event {

    ActionRef action();

    Instant at();

    @Override
    default String key() {
        return action().id().toString();
    }

    /** The token is there, the call is about to leave. From here on an effect is possible. */
    record Dispatching(ActionRef action, Instant deadline, Instant at) implements ActionExecuted {}

    /** Done. @param result reduced to the manifest's {@code result}; untrusted data */
    record Succeeded(ActionRef action, JsonNode result, Instant at) implements ActionExecuted {}

    /**
     * The provider said no, and nothing happened.
     *
     * @param code the provider's word for it, or its HTTP status, cut to 100 characters
     * @param detail what a person can do about it, for people; null where the code says all
     */
    record Failed(ActionRef action, String code, String detail, Instant at) implements ActionExecuted {
        public Failed(ActionRef action, String code, Instant at) {
            this(action, code, null, at);
        }
    }

    /** The gateway did not call. @param code from the closed list of refusals; @param detail fixed text for people */
    record Refused(ActionRef action, String code, String detail, Instant at) implements ActionExecuted {}

    /** Sent, no answer: it may have happened. @param detail what was sent, when, what to look at */
    record Unknown(ActionRef action, String detail, Instant at) implements ActionExecuted {}
}
