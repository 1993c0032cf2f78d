package dev.approvalcopilot.approval.decision;

import java.util.List;

/** What a person asked for does not fit the tool. Nothing was made of it. */
public final class InvalidArguments extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> violations;

    public InvalidArguments(List<String> violations) {
        super(null, null, false, false);
        this.violations = List.copyOf(violations);
    }

    /** One line a violation, as {@link FieldError#of} reads them. */
    public List<String> violations() {
        return violations;
    }
}
