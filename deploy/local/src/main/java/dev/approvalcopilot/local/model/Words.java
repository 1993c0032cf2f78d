package dev.approvalcopilot.local.model;

import dev.approvalcopilot.local.model.Planner.Progress;
import dev.approvalcopilot.local.model.ToolOutcome.Status;
import java.util.List;
import java.util.stream.Collectors;

/** What the model says beside its calls and at the end. */
final class Words {

    private Words() {}

    static String notUnderstood(List<String> parts) {
        var goal = parts.isEmpty() ? "" : " (\"" + String.join("\", \"", parts) + "\")";
        return "I do not understand this goal" + goal + ". I can list issues, look at, create issues in and delete"
                + " repositories, comment, look at and merge pull requests, list and archive channels, post messages,"
                + " search, read and send mail, and list, create and delete events.";
    }

    /** Why these calls are proposed now: what came of the last ones, and what the goal asks for next. */
    static String rationale(List<Progress> plan, Conversation conversation, List<Turn.Call> calls) {
        var news = plan.stream()
                .filter(progress -> conversation.news().contains(progress.key()))
                .map(Words::outcome)
                .collect(Collectors.joining(" "));
        var wishes = calls.stream().map(call -> "to " + call.step().phrase()).collect(Collectors.joining(" and "));
        return (news + " I propose " + wishes + ".").strip();
    }

    static String summary(List<Progress> plan, List<String> notUnderstood) {
        boolean allDone = plan.stream()
                .allMatch(progress -> progress.outcome()
                        .filter(outcome -> outcome.status() == Status.SUCCEEDED)
                        .isPresent());
        var opening = allDone && notUnderstood.isEmpty()
                ? "Everything is done."
                : "I am at the end; not everything was done.";
        var lines = plan.stream().map(progress -> "\n- " + outcome(progress)).collect(Collectors.joining());
        var rest = notUnderstood.stream()
                .map(part -> "\n- I did not understand: \"" + part + "\".")
                .collect(Collectors.joining());
        return opening + lines + rest;
    }

    private static String outcome(Progress progress) {
        var phrase = progress.step().phrase();
        return progress.outcome().map(outcome -> outcome(phrase, outcome)).orElse("Not tried: " + phrase + ".");
    }

    private static String outcome(String phrase, ToolOutcome outcome) {
        var reason = outcome.reason().isEmpty() ? "" : " (" + outcome.reason() + ")";
        return switch (outcome.status()) {
            case SUCCEEDED -> "Done: " + phrase + found(outcome) + ".";
            case FAILED -> "The provider said no to: " + phrase + reason + ".";
            case REFUSED -> "Refused by the gateway: " + phrase + reason + ".";
            case REJECTED -> "Rejected: " + phrase + reason + ".";
            case EXPIRED -> "Nobody decided in time: " + phrase + ".";
            case CANCELLED -> "Cancelled: " + phrase + ".";
            case UNKNOWN -> "May have happened, please have a look: " + phrase + ".";
            case INVALID -> "Not possible like this: " + phrase + reason + ".";
        };
    }

    private static String found(ToolOutcome outcome) {
        var count = outcome.count();
        return count.isPresent() ? " (" + count.getAsInt() + " found)" : "";
    }
}
