package dev.approvalcopilot.approval.waiting;

import java.time.Instant;
import java.util.List;

/**
 * What is to happen to an action that waits, and what has happened.
 *
 * @param remindAt null for never
 * @param remindedAt null until it happened
 * @param escalateAt null for never
 * @param escalatedAt null until it happened
 * @param reached how many people the escalation could tell; null until it happened
 * @param groups that it goes to
 */
public record Deadline(
        Instant remindAt,
        Instant remindedAt,
        Instant escalateAt,
        Instant escalatedAt,
        Integer reached,
        List<String> groups) {
    public Deadline {
        groups = List.copyOf(groups);
    }

    /** The groups that it went to. */
    public List<String> askedBesides() {
        return escalatedAt == null ? List.of() : groups;
    }
}
