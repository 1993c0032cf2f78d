package dev.approvalcopilot.local.demo;

import java.util.List;

/** What was seen is not what should have been seen. */
public final class DemoFailed extends Exception {
    private static final long serialVersionUID = 1;

    private final transient List<String> differences;

    DemoFailed(List<String> differences) {
        super(String.join("; ", differences));
        this.differences = List.copyOf(differences);
    }

    DemoFailed(String difference) {
        this(List.of(difference));
    }

    /** A sentence each. */
    public List<String> differences() {
        return differences;
    }
}
