package dev.approvalcopilot.approval.page.runs;

import dev.approvalcopilot.approval.goal.RunDetail;
import dev.approvalcopilot.approval.goal.RunState;
import dev.approvalcopilot.approval.goal.RunSummary;

/** A run's state as the page says it. */
final class RunWords {
    private RunWords() {}

    static String of(RunState state) {
        return switch (state) {
            case REQUESTED -> "asked for";
            case RUNNING -> "at work";
            case WAITING -> "waiting for a decision";
            case STOPPING -> "stopping";
            case COMPLETED -> "finished";
            case FAILED -> "failed";
            case CANCELLED -> "stopped";
        };
    }

    /** What it waits for, or how it ended, in a sentence. */
    static String waitsFor(RunDetail detail) {
        var run = detail.run();
        return switch (run.state()) {
            case REQUESTED -> "Asked for. The planner has not taken it up yet.";
            case WAITING ->
                run.waiting() == 1
                        ? "One action waits for a decision."
                        : run.waiting() + " actions wait for a decision.";
            case RUNNING ->
                anyUnderWay(detail)
                        ? "What was approved is being carried out."
                        : "The agent thinks about what comes next.";
            case STOPPING -> "Asked to stop. What was approved before is not taken back.";
            case COMPLETED -> "The agent has finished.";
            case FAILED -> "The run has failed. The last line says why.";
            case CANCELLED -> "The run was stopped.";
        };
    }

    private static boolean anyUnderWay(RunDetail detail) {
        return detail.steps().stream().filter(step -> step.state() != null).anyMatch(step -> switch (step.state()) {
            case APPROVED, DISPATCHING -> true;
            case PENDING, REJECTED, EXPIRED, CANCELLED, SUPERSEDED, SUCCEEDED, FAILED, REFUSED, UNKNOWN, RECONCILED ->
                false;
        });
    }

    /** How many of its actions were done, and how many wait. */
    static String counts(RunSummary run) {
        if (run.actions() == 0) {
            return "no action yet";
        }
        var all = run.actions() == 1 ? "1 action" : run.actions() + " actions";
        return all + ", " + run.done() + " done, " + run.waiting() + " waiting";
    }
}
