package dev.approvalcopilot.planner.turn;

import dev.approvalcopilot.planner.run.Step;
import dev.approvalcopilot.planner.run.StepState;
import java.util.List;
import java.util.Objects;

/** Calls of one run that were not valid. Two are the same mistake if the same function was refused for the same reason. */
final class Mistakes {

    /** Security events about mistakes of one run. */
    static final int MAX_EVENTS = 5;

    private Mistakes() {}

    static int same(List<Step> steps, Step mistake) {
        return (int) steps.stream()
                .filter(step -> step.state() == StepState.INVALID
                        && step.state() == mistake.state()
                        && step.callName().equals(mistake.callName())
                        && Objects.equals(step.reason(), mistake.reason()))
                .count();
    }

    static long different(List<Step> steps) {
        return steps.stream()
                .filter(step -> step.state() == StepState.INVALID)
                .map(step -> step.callName() + " " + step.reason())
                .distinct()
                .count();
    }

    /** For the person: what the model could not get right, and what they can do. */
    static String words(Step mistake, int times) {
        var tool = mistake.tool() == null ? "a tool that does not exist" : mistake.tool();
        return "It asked %d times for %s, and each time: %s. Nothing of that was proposed. Say in the goal what is missing, or use another model."
                .formatted(times, tool, mistake.reason());
    }
}
