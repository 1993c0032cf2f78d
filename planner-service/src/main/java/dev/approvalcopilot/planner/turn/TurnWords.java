package dev.approvalcopilot.planner.turn;

import dev.approvalcopilot.contracts.manifest.ToolCatalog;
import dev.approvalcopilot.planner.run.Step;
import dev.approvalcopilot.planner.run.StepState;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What one answer of the model led to, in one line for people: the tools by their titles, without arguments. */
final class TurnWords {

    private TurnWords() {}

    static String of(int turn, List<Step> steps, ToolCatalog tools) {
        var parts = new ArrayList<String>();
        var proposed = steps.stream()
                .filter(step -> step.state().proposed())
                .map(step -> tools.find(step.tool())
                        .map(tool -> tool.manifest().title())
                        .orElse(step.tool()))
                .collect(Collectors.joining(", "));
        if (!proposed.isEmpty()) {
            parts.add("proposed: " + proposed);
        }
        count(steps, StepState.INVALID, "not valid, not proposed", parts);
        count(steps, StepState.HALTED, "halted by an operator, not proposed", parts);
        return "Turn " + turn + ", " + String.join("; ", parts);
    }

    private static void count(List<Step> steps, StepState state, String words, List<String> parts) {
        long count = steps.stream().filter(step -> step.state() == state).count();
        if (count > 0) {
            parts.add(count + (count == 1 ? " call " : " calls ") + words);
        }
    }
}
