package dev.approvalcopilot.local.auth0;

/** A request that cannot be read, whichever API it is for; that API's {@link ErrorForm} tells it. */
final class Unreadable extends RuntimeException {
    private static final long serialVersionUID = 1;
    private static final int BAD_REQUEST = 400;
    private static final int TOO_LARGE = 413;

    private final int status;

    private Unreadable(int status, String message) {
        super(message, null, false, false);
        this.status = status;
    }

    static Unreadable malformed(String message) {
        return new Unreadable(BAD_REQUEST, message);
    }

    static Unreadable tooLarge() {
        return new Unreadable(TOO_LARGE, "The body is too large.");
    }

    int status() {
        return status;
    }

    String title() {
        return status == TOO_LARGE ? "Payload Too Large" : "Bad Request";
    }
}
