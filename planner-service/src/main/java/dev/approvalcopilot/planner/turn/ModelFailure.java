package dev.approvalcopilot.planner.turn;

import dev.langchain4j.exception.AuthenticationException;
import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.exception.ModelNotFoundException;

/** The model gave no answer. Its message is the name of the cause's class: what an endpoint says may repeat the prompt. */
final class ModelFailure extends Exception {

    enum Kind {
        /** 429, 5xx, timeout, no connection, an answer that is none: may pass by itself. */
        UNREACHABLE,
        /** Wrong key, unknown model, a request it does not accept: asking again is pointless. */
        REFUSED
    }

    private final Kind kind;

    ModelFailure(Kind kind, String cause) {
        super(cause);
        this.kind = kind;
    }

    /** Classifies what LangChain4j threw. */
    static ModelFailure of(Throwable thrown) {
        boolean refused = thrown instanceof AuthenticationException
                || thrown instanceof InvalidRequestException
                || thrown instanceof ModelNotFoundException;
        return new ModelFailure(
                refused ? Kind.REFUSED : Kind.UNREACHABLE, thrown.getClass().getSimpleName());
    }

    Kind kind() {
        return kind;
    }
}
