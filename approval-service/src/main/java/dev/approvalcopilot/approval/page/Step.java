package dev.approvalcopilot.approval.page;

import dev.approvalcopilot.approval.inbox.ActionDetail;
import dev.approvalcopilot.approval.inbox.ApprovalState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * One step of an action after the decision.
 *
 * @param by who did it; null where nobody did, or it goes without saying
 * @param at when; null while it is to come
 * @param style done, next or bad
 */
public record Step(String words, InertText by, Stamp at, String style) {
    private Step(String words, Stamp at, String style) {
        this(words, null, at, style);
    }

    /** What has happened since the decision, and what is to come. Empty while the action waits. */
    static List<Step> of(ActionDetail action, Instant now) {
        var steps = decision(action, now);
        boolean approved = action.decision() != null && action.decision().verdict() == ApprovalState.APPROVED;
        if (approved || action.state().isExecution()) {
            steps.addAll(execution(action, now));
        }
        return steps;
    }

    private static List<Step> decision(ActionDetail action, Instant now) {
        var steps = new ArrayList<Step>();
        if (action.decision() == null) {
            return steps;
        }
        var decided = Stamp.of(action.decision().at(), now);
        if (action.decision().verdict() != ApprovalState.APPROVED) {
            steps.add(new Step(Words.of(action.decision().verdict()), by(action), decided, "bad"));
            return steps;
        }
        if (action.needsFreshLogin()) {
            steps.add(new Step("fresh login received", decided, "done"));
        }
        steps.add(new Step("approved", by(action), decided, "done"));
        return steps;
    }

    /** Also for whom, where it was somebody else's. */
    private static InertText by(ActionDetail action) {
        var taken = action.decision();
        if (taken.by() == null) {
            return null;
        }
        boolean inTheirPlace = !taken.by().startsWith("policy:")
                && !taken.by().equals(action.action().path("principal").asText());
        var who = Words.by(taken.by(), taken.byName(), taken.byYou()).toString();
        return InertText.line(inTheirPlace && action.own() ? who + " for you" : who);
    }

    private static List<Step> execution(ActionDetail action, Instant now) {
        var steps = new ArrayList<Step>();
        var sent = action.outcome() == null || action.outcome().dispatchedAt() == null
                ? null
                : Stamp.of(action.outcome().dispatchedAt(), now);
        boolean neverSent = sent == null && action.state().isFinal();
        if (!neverSent) {
            steps.add(new Step("token issued", sent, sent == null ? "next" : "done"));
            steps.add(new Step("call sent", sent, sent == null ? "next" : "done"));
        }
        steps.add(end(action, now));
        if (action.reconciliation() != null) {
            var found = action.reconciliation();
            steps.add(new Step(Words.of(found), Stamp.of(found.at(), now), "done"));
        }
        return steps;
    }

    private static Step end(ActionDetail action, Instant now) {
        if (!action.state().isFinal()) {
            return new Step("done", null, "next");
        }
        var at = action.outcome() == null || action.outcome().at() == null
                ? null
                : Stamp.of(action.outcome().at(), now);
        var said = action.state() == ApprovalState.RECONCILED ? ApprovalState.UNKNOWN : action.state();
        return new Step(Words.of(said), at, action.state() == ApprovalState.SUCCEEDED ? "done" : "bad");
    }
}
