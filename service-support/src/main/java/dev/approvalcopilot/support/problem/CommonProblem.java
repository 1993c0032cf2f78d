package dev.approvalcopilot.support.problem;

/** What can go wrong in every service before or beside its own logic. */
public enum CommonProblem implements Problem {
    INVALID_REQUEST(400, "The request is not valid"),
    UNAUTHENTICATED(401, "A valid access token is needed"),
    FORBIDDEN(403, "The token does not allow this"),
    NO_PERSON(403, "This login is not one of a person who can act here"),
    TOKEN_TOO_LARGE(403, "The token of this login is too large"),
    NOT_FOUND(404, "There is no such thing, or it is not yours"),
    METHOD_NOT_ALLOWED(405, "The method is not supported here"),
    NOT_ACCEPTABLE(406, "No representation fits the Accept header"),
    BODY_TOO_LARGE(413, "The body is too large"),
    UNSUPPORTED_MEDIA_TYPE(415, "The Content-Type is not supported"),
    TOO_MANY_REQUESTS(429, "Too many requests"),
    INTERNAL_ERROR(500, "Something went wrong on our side");

    private final int status;
    private final String title;

    CommonProblem(int status, String title) {
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

    /** The problem for a status that the framework chose: that very one, else the general one of its class. */
    static CommonProblem ofStatus(int status) {
        for (var problem : values()) {
            if (problem.status == status) {
                return problem;
            }
        }
        return status < 500 ? INVALID_REQUEST : INTERNAL_ERROR;
    }
}
