package dev.approvalcopilot.gateway.operator;

import dev.approvalcopilot.support.problem.Problem;

/** What can go wrong at the operators' door beside the general. */
enum OperatorProblem implements Problem {
    UNKNOWN_SCOPE(404, "There is nothing with that name to halt"),
    NOT_HALTED(409, "That is not halted"),
    KEYS_UNAVAILABLE(503, "Auth0's keys cannot be had at the moment"),
    HALTS_UNAVAILABLE(503, "The halts cannot be written or read at the moment");

    private final int status;
    private final String title;

    OperatorProblem(int status, String title) {
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
