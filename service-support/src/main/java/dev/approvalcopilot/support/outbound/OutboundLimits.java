package dev.approvalcopilot.support.outbound;

import java.time.Duration;

/**
 * Limits of one client.
 *
 * @param connect longest wait for a connection, TLS included
 * @param maxAnswerBytes largest body that is read
 * @param keepIdle how long an unused connection is kept for the next request; zero gives each request its own
 */
public record OutboundLimits(Duration connect, int maxAnswerBytes, Duration keepIdle) {

    public OutboundLimits {
        if (!connect.isPositive() || maxAnswerBytes < 1 || keepIdle.isNegative()) {
            throw new IllegalArgumentException("limits must be positive");
        }
    }

    /** A connection of its own for each request. */
    public static OutboundLimits fresh(Duration connect, int maxAnswerBytes) {
        return new OutboundLimits(connect, maxAnswerBytes, Duration.ZERO);
    }
}
