package dev.approvalcopilot.approval.inbox;

import java.util.Optional;
import java.util.UUID;

/**
 * Which of a person's actions, and in what order.
 *
 * @param limit 1 to {@link #MAX_LIMIT}
 * @param after where the page before ended
 */
public record ListFilter(
        Inbox inbox,
        Optional<ApprovalState> state,
        Optional<UUID> run,
        Order order,
        int limit,
        Optional<Cursor> after) {
    public static final int MAX_LIMIT = 100;

    public enum Inbox {
        /** What agents do for the person. */
        MINE,
        /** What waits for a group of theirs, and is another person's. */
        TEAM
    }

    public enum Order {
        /** Latest first. */
        NEWEST,
        /** CRITICAL before HIGH and so on; among equals the one that waits longest. */
        URGENT
    }

    public ListFilter {
        limit = Math.clamp(limit, 1, MAX_LIMIT);
    }
}
