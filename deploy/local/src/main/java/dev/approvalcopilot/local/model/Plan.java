package dev.approvalcopilot.local.model;

import java.util.List;

/**
 * What a goal asks for, in order.
 *
 * @param stages one after the other; the steps of one go out together
 * @param notUnderstood parts of the goal that no rule knows
 */
record Plan(List<List<Numbered>> stages, List<String> notUnderstood) {

    /** A step and its place in the whole plan, counted from 1. */
    record Numbered(int number, Step step) {}

    Plan {
        stages = stages.stream().map(List::copyOf).toList();
        notUnderstood = List.copyOf(notUnderstood);
    }
}
