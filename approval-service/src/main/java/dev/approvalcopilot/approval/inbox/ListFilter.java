package dev.approvalcopilot.approval.inbox;

import java.util.Optional;
import java.util.Set;

/**
 * Which of a person's actions, and in what order.
 *
 * @param states any of these; empty for all
 * @param limit 1 to {@link #MAX_LIMIT}
 * @param after where the page before ended
 */
public record ListFilter(
        Inbox inbox, Set<ApprovalState> states, Criteria criteria, Order order, int limit, Optional<Cursor> after) {
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
        URGENT,
        /** What was decided last comes first. For what no longer waits. */
        DECIDED
    }

    public ListFilter {
        states = Set.copyOf(states);
        limit = Math.clamp(limit, 1, MAX_LIMIT);
        if (order == Order.DECIDED && (states.isEmpty() || states.contains(ApprovalState.PENDING))) {
            throw new IllegalArgumentException("what waits has no time of a decision");
        }
    }

    /** Whether it lists what waits, and nothing else. */
    public boolean isWaiting() {
        return states.equals(Set.of(ApprovalState.PENDING));
    }
}
