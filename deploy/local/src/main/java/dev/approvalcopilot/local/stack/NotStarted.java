package dev.approvalcopilot.local.stack;

import java.io.IOException;
import java.util.List;

/** A process that did not become ready: one sentence, and what its log says last. */
public final class NotStarted extends IOException {
    private static final long serialVersionUID = 1;

    private final transient List<String> lastErrors;

    NotStarted(String message, List<String> lastErrors) {
        super(message);
        this.lastErrors = List.copyOf(lastErrors);
    }

    public List<String> lastErrors() {
        return lastErrors;
    }
}
