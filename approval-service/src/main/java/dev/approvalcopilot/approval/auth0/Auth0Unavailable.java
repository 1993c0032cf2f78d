package dev.approvalcopilot.approval.auth0;

/** Auth0 did not answer, or not with something to go on. Holds nothing of the answer. */
public final class Auth0Unavailable extends RuntimeException {
    public Auth0Unavailable(String what) {
        super(what, null, false, false);
    }
}
