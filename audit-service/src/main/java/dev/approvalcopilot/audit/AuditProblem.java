package dev.approvalcopilot.audit;

import dev.approvalcopilot.support.problem.Problem;

/** What this service's API refuses beyond the common problems. */
public enum AuditProblem implements Problem {
    INVALID_FILTER(400, "A filter cannot be read"),
    INVALID_CURSOR(400, "The cursor is not one of this API"),
    TOO_MANY_STREAMS(503, "Too many live streams are open");

    private final int status;
    private final String title;

    AuditProblem(int status, String title) {
        this.status = status;
        this.title = title;
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public String title() {
        return title;
    }
}
