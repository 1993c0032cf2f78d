package dev.approvalcopilot.planner;

import dev.approvalcopilot.support.problem.Problem;

/** What this API refuses for a reason of its own; the rest is in CommonProblem. */
public enum PlannerProblem implements Problem {
    RUN_ENDED("run_ended", 409, "The run has already ended"),
    IDEMPOTENCY_KEY_REUSED("idempotency_key_reused", 422, "The idempotency key was used for another request"),
    NO_PERSON("no_person", 403, "The token does not speak for a person"),
    TOO_MANY_RUNS("too_many_runs", 429, "Too many open runs"),
    TOO_MANY_STREAMS("too_many_streams", 503, "Too many open event streams");

    private final String code;
    private final int status;
    private final String title;

    PlannerProblem(String code, int status, String title) {
        this.code = code;
        this.status = status;
        this.title = title;
    }

    @Override
    public String code() {
        return code;
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
