package dev.approvalcopilot.local.auth0;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/** The tenant's clock, which an order can set ahead or back. */
final class ShiftedClock extends Clock {
    private final Clock base;
    private volatile Duration ahead = Duration.ZERO;

    ShiftedClock(Clock base) {
        this.base = base;
    }

    void setAhead(Duration ahead) {
        this.ahead = ahead;
    }

    /** The right time, by which people's authenticators go. */
    Clock right() {
        return base;
    }

    Duration ahead() {
        return ahead;
    }

    @Override
    public Instant instant() {
        return base.instant().plus(ahead);
    }

    @Override
    public ZoneId getZone() {
        return base.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("nobody asks the tenant for another zone");
    }
}
