package dev.approvalcopilot.planner;

import dev.approvalcopilot.support.problem.Problem;

/** What this API refuses for a reason of its own; the rest is in CommonProblem. */
public enum PlannerProblem implements Problem {
    RUN_ENDED(409, "The run has already ended"),
    IDEMPOTENCY_KEY_REUSED(422, "The idempotency key was used for another request"),
    TOO_MANY_RUNS(429, "Too many open runs"),
    TOO_MANY_STREAMS(503, "Too many open event streams");

    private final int status;
    private final String title;

    PlannerProblem(int status, String title) {
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
