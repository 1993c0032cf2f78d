package dev.approvalcopilot.gateway.call;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;

/** What the provider did, as far as one can know. */
public sealed interface CallOutcome {

    /** Done. @param result reduced to the manifest's {@code result} */
    record Succeeded(JsonNode result) implements CallOutcome {}

    /** Not done. @param code the provider's word, its status, or ours where nothing was sent */
    record Failed(String code) implements CallOutcome {}

    /**
     * A call that changes nothing was turned away for now.
     *
     * @param code what it becomes if there is no other try
     * @param askAgainAfter as the provider says, else zero
     */
    record TurnedAway(String code, Duration askAgainAfter) implements CallOutcome {}

    /** Nobody can say whether it was done. @param how fixed text for people, the end of "no answer: …" */
    record Unsettled(String how) implements CallOutcome {}
}
