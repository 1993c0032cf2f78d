package dev.approvalcopilot.local.client;

/** An API answered with a problem where the caller expected none. */
public final class ApiRefused extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Problem problem;

    ApiRefused(String request, Problem problem) {
        super(request + " was answered " + problem);
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }
}
