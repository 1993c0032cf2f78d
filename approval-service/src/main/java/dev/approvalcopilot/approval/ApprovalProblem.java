package dev.approvalcopilot.approval;

import dev.approvalcopilot.support.problem.Problem;

/** Each problem that this service's API answers with, beside those of every service. */
public enum ApprovalProblem implements Problem {
    BAD_REQUEST("bad_request", 400, "The request cannot be read"),
    REASON_NEEDED("reason_needed", 400, "A rejection needs a reason"),
    LOGIN_NEEDED("login_needed", 401, "A fresh login for this action is needed"),
    INSUFFICIENT_SCOPE("insufficient_scope", 403, "The token lacks a scope"),
    NOT_AN_APPROVER_CLIENT("not_an_approver_client", 403, "This client cannot decide"),
    NOT_FOUND("not_found", 404, "There is no such action"),
    STALE_VIEW("stale_view", 409, "The action no longer looks as it did"),
    ALREADY_DECIDED("already_decided", 409, "The action is already decided"),
    EXPIRED("expired", 409, "The action has expired"),
    NOT_CONNECTED("not_connected", 409, "No account is connected"),
    ACCOUNT_AMBIGUOUS("account_ambiguous", 409, "More than one account is connected"),
    MANIFEST_CHANGED("manifest_changed", 409, "The tool has changed"),
    MORE_APPROVERS_NEEDED("more_approvers_needed", 409, "One person cannot approve this alone"),
    AUTH0_UNAVAILABLE("auth0_unavailable", 503, "Auth0 does not answer");

    private final String code;
    private final int status;
    private final String title;

    ApprovalProblem(String code, int status, String title) {
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
