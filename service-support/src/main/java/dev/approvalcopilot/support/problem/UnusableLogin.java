package dev.approvalcopilot.support.problem;

import io.quarkus.security.AuthenticationCompletionException;

/**
 * A login at Auth0 that succeeded and cannot be used here, however often it is tried. {@link EarlyProblems} shows its words to the
 * person.
 */
public final class UnusableLogin extends AuthenticationCompletionException {

    private final CommonProblem problem;

    /** @param words for the person; never from the token */
    public UnusableLogin(CommonProblem problem, String words) {
        super(words);
        this.problem = problem;
    }

    CommonProblem problem() {
        return problem;
    }
}
