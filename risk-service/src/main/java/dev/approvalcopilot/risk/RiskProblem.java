package dev.approvalcopilot.risk;

import dev.approvalcopilot.support.problem.Problem;

/** What this service's API refuses beyond the common problems. */
public enum RiskProblem implements Problem {
    /** Arguments that no action can carry: nested too deep, too large, a number out of range. */
    ARGUMENTS_REFUSED(422, "The arguments cannot be part of an action");

    private final int status;
    private final String title;

    RiskProblem(int status, String title) {
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
