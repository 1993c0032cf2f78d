package dev.approvalcopilot.planner.outcome;

import com.fasterxml.jackson.databind.JsonNode;
import dev.approvalcopilot.contracts.action.RiskLevel;
import dev.approvalcopilot.contracts.event.ActionDecided;
import dev.approvalcopilot.contracts.event.ActionExecuted;
import dev.approvalcopilot.planner.run.StepState;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/** What an event means for a step. */
sealed interface StepChange {

    StepState state();

    /** It moved on and has no outcome yet. */
    record Progress(StepState state, Optional<RiskLevel> level, Optional<Instant> expiresAt) implements StepChange {}

    /**
     * It has an outcome.
     *
     * @param reason why not; empty text where it happened
     * @param said the words of the person the agent acts for, letter for letter; empty where they said none
     * @param result untrusted; only with SUCCEEDED
     */
    record Outcome(StepState state, String reason, String said, Optional<JsonNode> result) implements StepChange {}

    static StepChange of(ActionDecided event) {
        return switch (event) {
            case ActionDecided.Pending e ->
                new Progress(StepState.PENDING, Optional.of(e.level()), Optional.of(e.expiresAt()));
            case ActionDecided.Approved _ -> progress(StepState.APPROVED);
            // Who has a hand in it changes nothing here; PROPOSED moves nothing.
            case ActionDecided.ApprovalGiven _,
                    ActionDecided.Claimed _,
                    ActionDecided.Released _,
                    ActionDecided.AccountChosen _,
                    ActionDecided.Escalated _ -> progress(StepState.PROPOSED);
            case ActionDecided.Rejected e -> new Outcome(StepState.REJECTED, words(e), said(e), Optional.empty());
            case ActionDecided.OutcomeMissing _ ->
                outcome(StepState.UNKNOWN, "It was approved, and no report of its outcome came. It may have happened.");
            case ActionDecided.Expired _ -> outcome(StepState.EXPIRED, "Nobody decided in time.");
            case ActionDecided.Cancelled _ -> outcome(StepState.CANCELLED, "The run was cancelled.");
            // What takes its place comes with the edit; PROPOSED moves nothing.
            case ActionDecided.Superseded _ -> progress(StepState.PROPOSED);
            case ActionDecided.Reconciled e ->
                outcome(
                        StepState.RECONCILED,
                        e.happened() ? "A person looked: it happened." : "A person looked: it did not happen.");
        };
    }

    static StepChange of(ActionExecuted event) {
        return switch (event) {
            case ActionExecuted.Dispatching _ -> progress(StepState.DISPATCHING);
            case ActionExecuted.Succeeded e ->
                new Outcome(StepState.SUCCEEDED, "", "", Optional.ofNullable(e.result()));
            case ActionExecuted.Failed e ->
                outcome(StepState.FAILED, e.detail() == null ? String.valueOf(e.code()) : e.code() + ": " + e.detail());
            case ActionExecuted.Refused e -> outcome(StepState.REFUSED, e.code() + ": " + e.detail());
            case ActionExecuted.Unknown e -> outcome(StepState.UNKNOWN, String.valueOf(e.detail()));
        };
    }

    private static String words(ActionDecided.Rejected rejected) {
        if (rejected.answer() != null) {
            return "Not executed. The person answers: " + rejected.answer();
        }
        var reason = rejected.reason() == null ? "" : rejected.reason();
        return rejected.alternative() == null
                ? reason
                : reason + (reason.endsWith(".") ? "" : ".") + " What a policy suggests instead: "
                        + rejected.alternative();
    }

    /** Of nobody else: a policy's words, or another approver's, are not the person's. */
    private static String said(ActionDecided.Rejected rejected) {
        if (!rejected.action().principal().equals(rejected.by())) {
            return "";
        }
        return Objects.requireNonNullElse(rejected.answer() != null ? rejected.answer() : rejected.reason(), "");
    }

    private static Progress progress(StepState state) {
        return new Progress(state, Optional.empty(), Optional.empty());
    }

    private static Outcome outcome(StepState state, String reason) {
        return new Outcome(state, reason, "", Optional.empty());
    }
}
