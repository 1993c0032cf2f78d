package dev.approvalcopilot.approval.notification;

import java.time.Duration;

/**
 * How long to wait after a failure.
 *
 * @param first after the first one; it doubles from then on
 * @param longest whatever the count
 */
record Backoff(Duration first, Duration longest) {
    private static final int MAX_DOUBLINGS = 30;

    Backoff {
        if (!first.isPositive() || longest.compareTo(first) < 0) {
            throw new IllegalArgumentException("the longest wait is not below the first, which is positive");
        }
    }

    /**
     * @param failures so far, from 1
     * @param chance from 0 to 1: up to half of the wait is taken off, so that what failed together does not come again together
     */
    Duration after(int failures, double chance) {
        long doublings = Math.min(failures - 1, MAX_DOUBLINGS);
        double full = Math.min((double) first.toMillis() * (1L << doublings), longest.toMillis());
        return Duration.ofMillis(Math.round(full * (1 - chance / 2)));
    }
}
