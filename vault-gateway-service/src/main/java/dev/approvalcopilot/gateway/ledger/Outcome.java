package dev.approvalcopilot.gateway.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import dev.approvalcopilot.contracts.event.ActionExecuted;
import dev.approvalcopilot.contracts.event.ActionRef;
import dev.approvalcopilot.gateway.grant.RefusalCode;
import java.time.Instant;

/** How an action ended. */
public sealed interface Outcome {

    /** @param result reduced; untrusted data */
    record Succeeded(JsonNode result) implements Outcome {}

    /**
     * @param code the provider's word, its status, or ours where nothing reached it
     * @param detail what a person can do about it; null where the code says all
     */
    record Failed(String code, String detail) implements Outcome {
        public Failed(String code) {
            this(code, null);
        }
    }

    /** @param detail fixed text for people */
    record Refused(RefusalCode code, String detail) implements Outcome {}

    /** @param detail what was sent, when, what to look at */
    record Unknown(String detail) implements Outcome {}

    default State state() {
        return switch (this) {
            case Succeeded _ -> State.SUCCEEDED;
            case Failed _ -> State.FAILED;
            case Refused _ -> State.REFUSED;
            case Unknown _ -> State.UNKNOWN;
        };
    }

    /** Our code or the provider's; empty where the state says all. */
    default String word() {
        return switch (this) {
            case Failed(String code, String _) -> code;
            case Refused(RefusalCode code, String _) -> code.code();
            case Succeeded _, Unknown _ -> "";
        };
    }

    default ActionExecuted event(ActionRef action, Instant at) {
        return switch (this) {
            case Succeeded(JsonNode result) -> new ActionExecuted.Succeeded(action, result, at);
            case Failed(String code, String detail) -> new ActionExecuted.Failed(action, code, detail, at);
            case Refused(RefusalCode code, String detail) ->
                new ActionExecuted.Refused(action, code.code(), detail, at);
            case Unknown(String detail) -> new ActionExecuted.Unknown(action, detail, at);
        };
    }
}
