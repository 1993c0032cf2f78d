package dev.approvalcopilot.approval.page;

import dev.approvalcopilot.approval.inbox.ActionDetail;
import dev.approvalcopilot.approval.inbox.ApprovalState;
import dev.approvalcopilot.approval.inbox.Question;
import java.time.Instant;
import java.util.Objects;

/**
 * What is known of a call that was sent and not answered.
 *
 * @param sent what the call was to do
 * @param at when it was about to leave; null when that was not reported
 * @param why nobody can know, as the gateway says it
 * @param look where a person can look
 */
public record Uncertainty(InertText sent, Stamp at, InertText why, InertText look) {
    static Uncertainty of(ActionDetail action, Instant now) {
        if (action.state() != ApprovalState.UNKNOWN && action.state() != ApprovalState.RECONCILED) {
            return null;
        }
        var outcome = action.outcome();
        return new Uncertainty(
                InertText.line(action.sentence()),
                outcome.dispatchedAt() == null ? null : Stamp.of(outcome.dispatchedAt(), now),
                InertText.block(Objects.requireNonNullElse(outcome.detail(), "")),
                InertText.line(look(action)));
    }

    private static String look(ActionDetail action) {
        var provider = Question.provider(action.action().path("connection").asText());
        var account = action.review().account();
        return account == null
                ? "Your account at " + provider + "."
                : "Your account " + account.id() + " at " + provider + ".";
    }
}
