package dev.approvalcopilot.approval;

import dev.approvalcopilot.support.problem.Problem;

/** Each problem that this service's API answers with, beside those of every service. */
public enum ApprovalProblem implements Problem {
    BAD_REQUEST(400, "The request cannot be read"),
    ABSENCE_INVALID(400, "That is no time to be out of office"),
    REASON_NEEDED(400, "A rejection needs a reason"),
    ANSWER_NEEDED(400, "An answer needs words"),
    LOGIN_NEEDED(401, "A fresh login for this action is needed"),
    INSUFFICIENT_SCOPE(403, "The token lacks a scope"),
    NOT_AN_APPROVER_CLIENT(403, "This client cannot decide"),
    ONLY_THE_PRINCIPAL(403, "Only the principal may do that"),
    REQUESTER_EXCLUDED(403, "A policy wants others to approve this"),
    NOT_ELIGIBLE(403, "You are in none of the groups"),
    LOGINS_TOO_LARGE(409, "The logins of those who approve do not fit one grant"),
    NOT_FOUND(404, "There is no such action"),
    ACCOUNT_NOT_FOUND(404, "There is no such account"),
    STALE_VIEW(409, "The action no longer looks as it did"),
    ALREADY_DECIDED(409, "The action is already decided"),
    CLAIMED(409, "Somebody else is looking at the action"),
    EXPIRED(409, "The action has expired"),
    NOT_CONNECTED(409, "No account is connected"),
    ACCOUNT_AMBIGUOUS(409, "More than one account is connected"),
    MANIFEST_CHANGED(409, "The tool has changed"),
    POLICY_CHANGED(409, "The policies have changed"),
    RUN_ENDED(409, "The run has ended"),
    NOTHING_TO_SETTLE(409, "The outcome of the action is not unknown"),
    ALREADY_SETTLED(409, "The action was settled otherwise"),
    MORE_APPROVERS_NEEDED(409, "One person cannot approve this alone"),
    TOO_SOON(409, "The action wants to be read first"),
    NOT_IN_A_BATCH(409, "This action is decided on its own"),
    IDEMPOTENCY_KEY_REUSED(422, "The Idempotency-Key stands for another request"),
    ARGUMENTS_INVALID(422, "The arguments do not fit the tool"),
    NOTHING_CHANGED(422, "The edit changes nothing"),
    TOO_MANY_RUNS(429, "Too many runs are open"),
    AUTH0_UNAVAILABLE(503, "Auth0 does not answer");

    private final int status;
    private final String title;

    ApprovalProblem(int status, String title) {
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
