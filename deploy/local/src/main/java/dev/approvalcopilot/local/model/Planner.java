package dev.approvalcopilot.local.model;

import dev.approvalcopilot.local.model.Plan.Numbered;
import dev.approvalcopilot.local.model.ToolOutcome.Status;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Decides from a conversation alone what comes next. Each step is proposed once, and once more in another form after a
 * rejection with a usable reason; so every conversation ends after at most twice as many calls as the goal has steps.
 */
final class Planner {

    private static final int FIRST = 1;
    private static final int SECOND = 2;

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
                if (isCallable(numbered.step(), offered)) {
                    calls.add(new Turn.Call(first, resolved(numbered.step(), conversation)));
                }
            } else if (!conversation.proposed().contains(second)) {
                alternative(numbered, conversation).ifPresent(step -> calls.add(new Turn.Call(second, step)));
            }
        }
        return calls;
    }

    private static boolean isCallable(Step step, Set<String> offered) {
        return offered.contains(step.functionName()) || step.tool().equals(Step.UNKNOWN_TOOL);
    }

    private static Optional<Step> alternative(Numbered numbered, Conversation conversation) {
        return conversation
                .outcome(new CallKey(numbered.number(), FIRST))
                .flatMap(outcome -> Alternatives.after(resolved(numbered.step(), conversation), outcome));
    }

    /** A text that speaks of the open issues gets their number from the latest list of them. */
    private static Step resolved(Step step, Conversation conversation) {
        if (!step.text("text").contains(Step.OPEN_ISSUES)) {
            return step;
        }
        var count = progress(GoalParser.parse(conversation.goal()), conversation).stream()
                .filter(progress -> progress.step().tool().equals("github.list_issues"))
                .flatMap(progress -> progress.outcome().stream())
                .flatMapToInt(outcome -> outcome.count().stream())
                .reduce((_, last) -> last);
        var arguments = new HashMap<String, Object>(step.arguments());
        var number = count.isPresent() ? String.valueOf(count.getAsInt()) : "some";
        arguments.put("text", step.text("text").replace(Step.OPEN_ISSUES, number));
        return new Step(step.tool(), arguments, step.phrase(), step.correction());
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
