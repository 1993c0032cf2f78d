package dev.approvalcopilot.approval.page.runs;

import dev.approvalcopilot.approval.goal.RunDetail;
import dev.approvalcopilot.approval.goal.RunStep;
import dev.approvalcopilot.approval.inbox.ApprovalState;
import dev.approvalcopilot.approval.page.HaltNotice;
import dev.approvalcopilot.approval.page.InertText;
import dev.approvalcopilot.approval.page.Level;
import dev.approvalcopilot.approval.page.Stamp;
import dev.approvalcopilot.approval.page.Words;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * One run as the page shows it.
 *
 * @param goal whole, in the person's words; empty where it has not arrived
 * @param state in a word or two
 * @param waitsFor what it waits for, or how it ended
 * @param stoppable whether it can be asked to stop
 * @param answer the agent's closing words; empty for none
 * @param halts what stands still of this person's
 */
public record RunView(
        UUID id,
        InertText goal,
        InertText agent,
        String state,
        String waitsFor,
        boolean stoppable,
        Stamp asked,
        List<Step> steps,
        InertText answer,
        List<HaltNotice> halts) {
    public RunView {
        steps = List.copyOf(steps);
        halts = List.copyOf(halts);
    }

    /**
     * One line of what happened.
     *
     * @param action whose page it leads to; null for what was told
     * @param level of the action; null for what was told
     * @param state of the action; empty for what was told
     * @param waits whether the action waits for a decision
     * @param moved when the action got there; null while it waits
     */
    public record Step(
            InertText text,
            UUID action,
            Level level,
            String state,
            boolean waits,
            String style,
            Stamp at,
            Stamp moved) {
        static Step of(RunStep step, Instant now) {
            return new Step(
                    InertText.line(step.text()),
                    step.action(),
                    step.level() == null ? null : Level.of(step.level()),
                    step.state() == null ? "" : Words.of(step.state()),
                    step.state() == ApprovalState.PENDING,
                    style(step),
                    Stamp.of(step.at(), now),
                    step.movedAt() == null ? null : Stamp.of(step.movedAt(), now));
        }

        private static String style(RunStep step) {
            return switch (step.state()) {
                case null -> "told";
                case PENDING, APPROVED, DISPATCHING -> "open";
                case SUCCEEDED, RECONCILED -> "done";
                case REJECTED, EXPIRED, CANCELLED, SUPERSEDED -> "not-done";
                case FAILED, REFUSED, UNKNOWN -> "bad";
            };
        }
    }

    static RunView of(RunDetail detail, List<HaltNotice> halts, Instant now) {
        var run = detail.run();
        return new RunView(
                run.id(),
                InertText.block(Objects.requireNonNullElse(run.goal(), "")),
                InertText.line(run.agent()),
                RunWords.of(run.state()),
                RunWords.waitsFor(detail),
                switch (run.state()) {
                    case REQUESTED, RUNNING, WAITING -> true;
                    case STOPPING, COMPLETED, FAILED, CANCELLED -> false;
                },
                Stamp.of(run.askedAt(), now),
                detail.steps().stream().map(step -> Step.of(step, now)).toList(),
                InertText.block(Objects.requireNonNullElse(detail.answer(), "")),
                halts);
    }
}
