package dev.approvalcopilot.approval.page;

import dev.approvalcopilot.approval.decision.Decision;
import dev.approvalcopilot.approval.decision.Verdict;
import dev.approvalcopilot.approval.inbox.ApprovalQueries;
import dev.approvalcopilot.approval.inbox.Question;
import dev.approvalcopilot.contracts.review.ReviewDocument;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A verdict as the page says it. Whatever is not Done decided nothing, and says so. */
@RequestScoped
class VerdictPages {
    private static final String NOTHING = " Nothing was decided by you just now.";

    private final DetailPage detail;

    VerdictPages(DetailPage detail) {
        this.detail = detail;
    }

    Response page(UUID id, Verdict verdict, DecisionForms.Shown shown) {
        return switch (verdict) {
            case Verdict.Done _ ->
                Response.seeOther(URI.create("/actions/" + id + "#decision-title"))
                        .build();
            case Verdict.Recorded _, Verdict.Superseded _ ->
                Response.seeOther(URI.create("/actions/" + id + "#decision-title"))
                        .build();
            case Verdict.ArgumentsInvalid(var violations) ->
                conflict(id, "The arguments do not fit the tool", String.join("; ", violations) + "." + NOTHING);
            case Verdict.NothingChanged _ ->
                conflict(id, "Nothing changed", "These are the arguments that the action already has." + NOTHING);
            case Verdict.NotFound _ -> throw ApprovalQueries.notFound();
            case Verdict.NotAnApproverClient _ ->
                PageProblem.answer(
                        Status.FORBIDDEN.getStatusCode(),
                        "This sign-in cannot decide",
                        "The application you signed in with is not among the approver clients of this installation.");
            case Verdict.AlreadyDecided(var state) ->
                conflict(id, "Already settled", "This action is " + Words.of(state) + "." + NOTHING);
            case Verdict.Expired _ -> conflict(id, "Expired", "The time for this decision is over." + NOTHING);
            case Verdict.StaleView(var current) -> stale(id, shown, current);
            case Verdict.ManifestChanged _ ->
                conflict(
                        id,
                        "The tool has changed",
                        "The installed tool is no longer the one that this action names. It can only be rejected."
                                + NOTHING);
            case Verdict.PolicyChanged _ ->
                conflict(
                        id,
                        "The policies have changed",
                        "The same call is classified anew and then waits for your decision; the link to it is below."
                                + NOTHING);
            case Verdict.MoreApproversNeeded(var quorum) ->
                conflict(id, "Not by one person", "A policy wants " + quorum + " approvers." + NOTHING);
            case Verdict.NotConnected(var connection) ->
                conflict(id, "No account is connected", Question.connectHint(connection) + NOTHING);
            case Verdict.AccountAmbiguous(var connection, var count) ->
                conflict(
                        id,
                        "Which account?",
                        "You connected " + count + " " + Question.provider(connection)
                                + " accounts, and nothing says which one is meant. Choose one below where they are offered;"
                                + " else disconnect all but one, then come back here." + NOTHING);
            case Verdict.OnlyThePrincipal _ ->
                conflict(id, "Not yours to change", "Only the person whom the agent acts for may change it." + NOTHING);
            case Verdict.RequesterExcluded(var groups) ->
                conflict(id, "Others have to approve this", Words.excluded(groups) + NOTHING);
            case Verdict.LoginsTooLarge _ ->
                conflict(
                        id,
                        "The logins do not fit one grant",
                        "The logins of those who approve this list too many groups together. Somebody who is in fewer groups can"
                                + " approve it, or you can reject it." + NOTHING);
            case Verdict.NotEligible _ ->
                conflict(
                        id,
                        "Not in one of the groups",
                        "Your login does not show you in a group that this action waits for." + NOTHING);
            case Verdict.TooSoon(var left, var why) ->
                conflict(
                        id,
                        "Not read long enough",
                        why.words() + " You can approve it in "
                                + left.plusMillis(999).toSeconds() + " seconds." + NOTHING);
            case Verdict.NotInABatch _ ->
                conflict(id, "Decided on its own", "This action is not decided together with others." + NOTHING);
            case Verdict.LoginNeeded _ ->
                conflict(
                        id,
                        "The login does not fit",
                        "It is older than four minutes, this action changed after you set out to log in, or an operator resumed"
                                + " execution since." + NOTHING
                                + " Look at it again before you approve.");
            case Verdict.Auth0Unavailable _ ->
                detail.withNotice(
                        Status.SERVICE_UNAVAILABLE.getStatusCode(),
                        id,
                        Notice.of(
                                "Auth0 does not answer",
                                "So nobody can say which account is meant." + NOTHING + " Try again in a minute."));
        };
    }

    Response reasonNeeded(UUID id, String typed) {
        return detail.withRejection(
                Status.BAD_REQUEST.getStatusCode(),
                id,
                new Notice(
                        "A rejection needs a reason",
                        "Choose one, or write up to " + Decision.Reject.MAX_REASON + " characters. The agent reads it.",
                        "words"),
                new Typed("reject", typed));
    }

    Response answerNeeded(UUID id, String typed) {
        return detail.withRejection(
                Status.BAD_REQUEST.getStatusCode(),
                id,
                new Notice(
                        "An answer needs words",
                        "Write up to " + Decision.Answer.MAX_TEXT + " characters. The agent reads them; nothing runs.",
                        "text"),
                new Typed("answer", typed));
    }

    private Response stale(UUID id, DecisionForms.Shown shown, ReviewDocument current) {
        // Who said no may not have been shown a view.
        var changes = (shown.view.isEmpty()
                        ? Optional.<ReviewDocument>empty()
                        : Change.shown(shown.document, shown.viewShown()))
                .map(before -> Change.between(before, current))
                .orElse(List.of());
        return detail.withChanges(
                Status.CONFLICT.getStatusCode(),
                id,
                Notice.of("This changed while you looked at it", "What you see below is how it is now." + NOTHING),
                changes);
    }

    private Response conflict(UUID id, String title, String text) {
        return detail.withNotice(Status.CONFLICT.getStatusCode(), id, Notice.of(title, text));
    }
}
