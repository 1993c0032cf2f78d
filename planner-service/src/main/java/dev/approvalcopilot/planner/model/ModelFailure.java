package dev.approvalcopilot.planner.model;

import java.time.Duration;
import java.util.Optional;

/**
 * No answer that can be used. Its message is for logs and holds nothing that the endpoint said, which may repeat the prompt; its
 * words are for the person whose prompt it is.
 */
public final class ModelFailure extends Exception {

    /** What it means for the next attempt. */
    public enum Kind {
        /** No connection, no answer in time, 408, 409, 425, 429, 5xx: passes by itself. */
        UNREACHABLE,
        /** An answer that is no chat completion. */
        UNUSABLE,
        /** Wrong key, unknown model, used-up quota, a request it does not accept: asking again is pointless. */
        REFUSED,
        /** The model stopped at a limit of length: half a sentence, or half of the arguments. */
        CUT_SHORT,
        /** A filter of the endpoint took the answer, or a part of it. */
        FILTERED,
        /** Neither a text nor a tool call. */
        EMPTY
    }

    private final Kind kind;
    private final String words;
    private final transient Duration retryAfter;

    public ModelFailure(Kind kind, String cause, String words) {
        this(kind, cause, words, null);
    }

    /** @param retryAfter how long the endpoint asks to wait; null when it does not say */
    public ModelFailure(Kind kind, String cause, String words, Duration retryAfter) {
        super(cause);
        this.kind = kind;
        this.words = words;
        this.retryAfter = retryAfter;
    }

    public Kind kind() {
        return kind;
    }

    /** One or two sentences for people; bounded, without secrets. */
    public String words() {
        return words;
    }

    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
