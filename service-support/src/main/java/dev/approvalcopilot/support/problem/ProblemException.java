package dev.approvalcopilot.support.problem;

import java.util.Map;

/**
 * Ends a request with a problem document. Carries what the document says and nothing else: no cause, no stack trace, no
 * payload.
 */
public final class ProblemException extends RuntimeException {

    private final Problem problem;
    private final String detail;
    private final Map<String, Object> members;
    private final Map<String, String> headers;

    /** @param detail what this occurrence is about, for people; written by us, never an exception's text */
    public ProblemException(Problem problem, String detail) {
        this(problem, detail, Map.of());
    }

    /** @param members further members of the document, as Jackson writes them, such as the current review document */
    public ProblemException(Problem problem, String detail, Map<String, Object> members) {
        this(problem, detail, members, Map.of());
    }

    /** @param headers further headers of the answer, such as {@code WWW-Authenticate} */
    public ProblemException(Problem problem, String detail, Map<String, Object> members, Map<String, String> headers) {
        super(problem.code(), null, false, false);
        this.problem = problem;
        this.detail = detail;
        this.members = Map.copyOf(members);
        this.headers = Map.copyOf(headers);
    }

    public Problem problem() {
        return problem;
    }

    public String detail() {
        return detail;
    }

    public Map<String, Object> members() {
        return members;
    }

    public Map<String, String> headers() {
        return headers;
    }
}
