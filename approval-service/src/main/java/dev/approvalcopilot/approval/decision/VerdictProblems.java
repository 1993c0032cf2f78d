package dev.approvalcopilot.approval.decision;

import dev.approvalcopilot.approval.ApprovalProblem;
import dev.approvalcopilot.approval.inbox.ApprovalQueries;
import dev.approvalcopilot.approval.inbox.Question;
import dev.approvalcopilot.approval.presence.BoundLogin;
import dev.approvalcopilot.contracts.json.Json;
import dev.approvalcopilot.contracts.review.ReviewDocument;
import dev.approvalcopilot.support.auth0.TenantClock;
import dev.approvalcopilot.support.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** A verdict that is no, as a problem document. */
@ApplicationScoped
class VerdictProblems {
    /** RFC 9470 section 3; the client copies max_age and acr_values into its own authorization request, or opens the link. */
    private static final String CHALLENGE = "Bearer error=\"insufficient_user_authentication\","
            + " error_description=\"A fresh login for this action is needed\","
            + " max_age=\"0\","
            + " acr_values=\"http://schemas.openid.net/pape/policies/2007/06/multi-factor\"";

    private final BoundLogin login;
    private final TenantClock clock;

    VerdictProblems(BoundLogin login, TenantClock clock) {
        this.login = login;
        this.clock = clock;
    }

    ProblemException of(String sub, UUID id, Verdict verdict) {
        return switch (verdict) {
            case Verdict.Done _, Verdict.Recorded _, Verdict.Superseded _ ->
                throw new IllegalArgumentException("that is no problem");
            case Verdict.NotFound _ -> ApprovalQueries.notFound();
            case Verdict.NotAnApproverClient _ ->
                problem(
                        ApprovalProblem.NOT_AN_APPROVER_CLIENT,
                        "A token that was given to this client cannot decide. Use the page or an approver client.");
            case Verdict.AlreadyDecided(var state) ->
                problem(
                        ApprovalProblem.ALREADY_DECIDED,
                        "The action is " + state + " and stays decided.",
                        Map.of("state", state));
            case Verdict.Expired(var expiresAt) ->
                problem(
                        ApprovalProblem.EXPIRED,
                        "Nobody decided before " + expiresAt + ".",
                        Map.of("expires_at", expiresAt));
            case Verdict.StaleView(var current) ->
                problem(
                        ApprovalProblem.STALE_VIEW,
                        "Nothing was decided. Look at the current document and decide on that.",
                        current(current));
            case Verdict.ManifestChanged _ ->
                problem(
                        ApprovalProblem.MANIFEST_CHANGED,
                        "The tool was changed after the action was proposed. It can only be rejected.");
            case Verdict.PolicyChanged(var successor) ->
                problem(
                        ApprovalProblem.POLICY_CHANGED,
                        "The policies changed since the action was classified. Nothing was approved; the same call is"
                                + " classified anew and waits as the successor.",
                        Map.of("successor", successor));
            case Verdict.MoreApproversNeeded(var quorum) ->
                problem(
                        ApprovalProblem.MORE_APPROVERS_NEEDED,
                        "A policy wants " + quorum + " approvers.",
                        Map.of("quorum", quorum));
            case Verdict.ArgumentsInvalid(var violations) ->
                problem(
                        ApprovalProblem.ARGUMENTS_INVALID,
                        "Nothing was changed. The tool's schema is what counts, for you as for the agent.",
                        Map.of("errors", violations.stream().map(FieldError::of).toList()));
            case Verdict.NothingChanged _ ->
                problem(ApprovalProblem.NOTHING_CHANGED, "These are the arguments that the action already has.");
            case Verdict.NotConnected(var connection) ->
                problem(
                        ApprovalProblem.NOT_CONNECTED,
                        "The action needs an account that you have not connected.",
                        Map.of("connection", connection, "connect_hint", Question.connectHint(connection)));
            case Verdict.AccountAmbiguous(var connection, var count) ->
                problem(
                        ApprovalProblem.ACCOUNT_AMBIGUOUS,
                        "You connected " + count + " accounts, and it is not clear which one is meant."
                                + " Choose one where accounts.choosable says so, else disconnect all but one.",
                        Map.of("connection", connection));
            case Verdict.OnlyThePrincipal _ ->
                problem(
                        ApprovalProblem.ONLY_THE_PRINCIPAL,
                        "Only the person whom the agent acts for may change what it does.");
            case Verdict.RequesterExcluded(var groups) ->
                problem(
                        ApprovalProblem.REQUESTER_EXCLUDED,
                        "A policy wants others to approve this: one of each of the groups. You can reject, answer or edit it.",
                        Map.of("groups", groups));
            case Verdict.LoginsTooLarge _ ->
                problem(
                        ApprovalProblem.LOGINS_TOO_LARGE,
                        "The logins of those who approve this list too many groups together. Nothing was decided; somebody who is in"
                                + " fewer groups can approve it.");
            case Verdict.NotEligible _ ->
                problem(
                        ApprovalProblem.NOT_ELIGIBLE,
                        "Your login does not show you in a group that this action waits for.");
            case Verdict.TooSoon tooSoon -> tooSoon(tooSoon);
            case Verdict.NotInABatch _ ->
                problem(
                        ApprovalProblem.NOT_IN_A_BATCH,
                        "It is CRITICAL, or needs a login of its own. Look at it alone.");
            case Verdict.LoginNeeded needed -> loginNeeded(sub, id, needed);
            case Verdict.Auth0Unavailable _ ->
                problem(
                        ApprovalProblem.AUTH0_UNAVAILABLE,
                        "Nothing was decided: Auth0 did not say which account is meant. Try again in a minute.");
        };
    }

    private static Map<String, Object> current(ReviewDocument document) {
        var members = new LinkedHashMap<String, Object>();
        members.put("digest", document.digest());
        document.findView().ifPresent(view -> members.put("view", view));
        members.put("review", Json.MAPPER.valueToTree(document));
        return members;
    }

    private static ProblemException tooSoon(Verdict.TooSoon verdict) {
        long seconds = verdict.left().plusMillis(999).toSeconds();
        return new ProblemException(
                ApprovalProblem.TOO_SOON,
                verdict.why().words() + " Look at the action, then approve in " + seconds + " s.",
                Map.of("remaining_seconds", seconds, "why", verdict.why()),
                Map.of("Retry-After", Long.toString(seconds)));
    }

    private ProblemException loginNeeded(String sub, UUID id, Verdict.LoginNeeded needed) {
        var address = login.offer(sub, id, needed.digest(), needed.view());
        return new ProblemException(
                ApprovalProblem.LOGIN_NEEDED,
                clock.complaint()
                        .map(words -> "No login can be counted now. " + words)
                        .orElse("Open step_up_url and log in again; the login counts for this action only."
                                + " Then send the same decision again."),
                Map.of("step_up_url", address),
                Map.of("WWW-Authenticate", CHALLENGE));
    }

    private static ProblemException problem(ApprovalProblem problem, String detail) {
        return new ProblemException(problem, detail);
    }

    private static ProblemException problem(ApprovalProblem problem, String detail, Map<String, Object> members) {
        return new ProblemException(problem, detail, members);
    }
}
