package dev.approvalcopilot.local.model;

import dev.approvalcopilot.local.model.Plan.Numbered;
import dev.approvalcopilot.local.model.ToolOutcome.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Decides from a conversation alone what comes next. Each step is proposed once, and once more in another form after a
 * rejection with a usable reason, for which another look may be needed; so every conversation ends after at most three times
 * as many calls as the plan has steps.
 */
final class Planner {

    private static final int FIRST = 1;
    private static final int SECOND = 2;
    /** The look that a second form needs. */
    private static final int LOOK = 3;

    private Planner() {}

    /** @param offered names of the functions that may be called */
    static Turn next(Conversation conversation, Set<String> offered) {
        var plan = GoalParser.parse(conversation.goal());
        if (plan.stages().isEmpty()) {
            return new Turn.Finish(Words.notUnderstood(plan.notUnderstood()));
        }
        if (!wasCancelled(conversation)) {
            for (var stage : plan.stages()) {
                var calls = due(stage, conversation, offered);
                if (!calls.isEmpty()) {
                    return new Turn.Propose(Words.rationale(progress(plan, conversation), conversation, calls), calls);
                }
            }
        }
        return new Turn.Finish(Words.summary(progress(plan, conversation), plan.notUnderstood()));
    }

    private static boolean wasCancelled(Conversation conversation) {
        return conversation.outcomes().values().stream().anyMatch(outcome -> outcome.status() == Status.CANCELLED);
    }

    private static List<Turn.Call> due(List<Numbered> stage, Conversation conversation, Set<String> offered) {
        var calls = new ArrayList<Turn.Call>();
        for (var numbered : stage) {
            var first = new CallKey(numbered.number(), FIRST);
            var second = new CallKey(numbered.number(), SECOND);
            if (!conversation.proposed().contains(first)) {
                resolved(numbered.step(), numbered.number(), conversation)
                        .ifPresent(step -> calls.add(new Turn.Call(first, step)));
            } else if (!conversation.proposed().contains(second)) {
                alternative(numbered, conversation)
                        .flatMap(step -> another(numbered.number(), step, conversation))
                        .ifPresent(calls::add);
            }
        }
        calls.removeIf(call -> !isCallable(call.step(), offered));
        return calls;
    }

    private static boolean isCallable(Step step, Set<String> offered) {
        return offered.contains(step.functionName()) || step.tool().equals(Step.UNKNOWN_TOOL);
    }

    private static Optional<Step> alternative(Numbered numbered, Conversation conversation) {
        return conversation
                .outcome(new CallKey(numbered.number(), FIRST))
                .flatMap(outcome -> resolved(numbered.step(), numbered.number(), conversation)
                        .flatMap(step -> Alternatives.after(step, outcome)));
    }

    /** The other form, or first the look that it needs. */
    private static Optional<Turn.Call> another(int number, Step step, Conversation conversation) {
        var resolved = resolved(step, number, conversation);
        if (resolved.isPresent()) {
            return Optional.of(new Turn.Call(new CallKey(number, SECOND), resolved.get()));
        }
        var look = new CallKey(number, LOOK);
        return conversation.proposed().contains(look)
                ? Optional.empty()
                : Pins.of(step).map(pins -> new Turn.Call(look, pins.look()));
    }

    /** With all that an earlier look gives; empty while there was none, or it did not show what is asked for. */
    private static Optional<Step> resolved(Step step, int number, Conversation conversation) {
        var pins = Pins.of(step);
        if (pins.isEmpty()) {
            return Optional.of(withOpenIssues(step, conversation));
        }
        var again = conversation.outcome(new CallKey(number, LOOK)).stream();
        return Stream.concat(outcomes(conversation, pins.get().look()::equals), again)
                .filter(outcome -> outcome.status() == Status.SUCCEEDED)
                .map(outcome -> pins.get().seen(outcome.result()))
                .filter(seen -> !seen.isEmpty())
                .reduce((_, last) -> last)
                .map(step::with);
    }

    /** What became of the reads of the plan. */
    private static Stream<ToolOutcome> outcomes(Conversation conversation, Predicate<Step> wanted) {
        return GoalParser.parse(conversation.goal()).stages().stream()
                .flatMap(List::stream)
                .filter(numbered -> wanted.test(numbered.step()))
                .flatMap(numbered -> conversation.outcome(new CallKey(numbered.number(), FIRST)).stream());
    }

    /** A text that speaks of the open issues gets their number from the latest list of them. */
    private static Step withOpenIssues(Step step, Conversation conversation) {
        if (!step.text("text").contains(Step.OPEN_ISSUES)) {
            return step;
        }
        var count = outcomes(conversation, read -> read.tool().equals("github.list_issues"))
                .flatMapToInt(outcome -> outcome.count().stream())
                .reduce((_, last) -> last);
        var number = count.isPresent() ? String.valueOf(count.getAsInt()) : "some";
        return step.with(Map.of("text", step.text("text").replace(Step.OPEN_ISSUES, number)));
    }

    /**
     * A step in the form last proposed, and what became of that.
     *
     * @param key of that form, also where it was not proposed
     */
    record Progress(Step step, CallKey key, Optional<ToolOutcome> outcome) {}

    private static List<Progress> progress(Plan plan, Conversation conversation) {
        return plan.stages().stream()
                .flatMap(List::stream)
                .map(numbered -> progress(numbered, conversation))
                .toList();
    }

    private static Progress progress(Numbered numbered, Conversation conversation) {
        var second = new CallKey(numbered.number(), SECOND);
        if (conversation.proposed().contains(second)) {
            var step = alternative(numbered, conversation).orElse(numbered.step());
            return new Progress(step, second, conversation.outcome(second));
        }
        var first = new CallKey(numbered.number(), FIRST);
        return new Progress(numbered.step(), first, conversation.outcome(first));
    }
}
