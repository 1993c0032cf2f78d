package dev.approvalcopilot.contracts.auth0;

import java.time.Duration;
import java.time.Instant;

/**
 * The difference between Auth0's clock and ours that is passed over: a minute, as in the common libraries (ADR 0036). It counts
 * only where a time of the tenant is compared with a time of ours; two times of the tenant are compared as they are.
 */
public final class Leeway {

    public static final Duration OF_CLOCKS = Duration.ofSeconds(60);

    private Leeway() {}

    /** Also with the leeway this time of the tenant lies ahead: its clock and ours differ by more. */
    public static boolean isAhead(Instant theirs, Instant now) {
        return theirs.isAfter(now.plus(OF_CLOCKS));
    }

    /** What the tenant lets end then has ended, also with the leeway. */
    public static boolean isOver(Instant theirEnd, Instant now) {
        return !now.isBefore(theirEnd.plus(OF_CLOCKS));
    }

    /** What happened then by the tenant's clock is older than this, also with the leeway. */
    public static boolean isOlderThan(Duration age, Instant theirs, Instant now) {
        return theirs.plus(age).plus(OF_CLOCKS).isBefore(now);
    }
}
