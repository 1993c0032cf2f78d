package dev.approvalcopilot.contracts.answer;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;

/** What the provider did, as far as one can know. */
public sealed interface CallOutcome {

    /** Done. @param result reduced to the manifest's {@code result} */
    record Succeeded(JsonNode result) implements CallOutcome {}

    /** Not done. @param code the provider's word, its status, or ours where nothing was sent */
    record Failed(String code) implements CallOutcome {}

    /** Not done, because the provider no longer accepts the account's token. @param code as of {@link Failed} */
    record TokenRefused(String code) implements CallOutcome {}

    /** Not done: it is elsewhere. @param code as of {@link Failed} @param where its address; empty if the answer names none */
    record Moved(String code, String where) implements CallOutcome {}

    /**
     * Not done for now, and nothing changed.
     *
     * @param code what it becomes if there is no other try
     * @param askAgainAfter as the provider says, else zero
     */
    record TurnedAway(String code, Duration askAgainAfter) implements CallOutcome {}

    /** A read that nobody read to its end: the same would come again. @param most that is read, in bytes */
    record AnswerTooLarge(int most) implements CallOutcome {}

    /** Nobody can say whether it was done. @param how for people, the end of "it was sent, and …" */
    record Unsettled(String how) implements CallOutcome {}
}
