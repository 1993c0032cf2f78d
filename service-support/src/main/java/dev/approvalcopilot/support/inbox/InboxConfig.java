package dev.approvalcopilot.support.inbox;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** How an event that failed is tried again. The defaults suit every service; tests shorten some. */
@ConfigMapping(prefix = "copilot.inbox")
public interface InboxConfig {

    /** Default 5: how often a handler may fail on one event, for other reasons than database or broker. */
    @WithDefault("5")
    @Min(1)
    @Max(20)
    int attempts();

    /** ISO-8601, default 100 ms: the pause after the first failure; doubles with each. */
    @WithDefault("PT0.1S")
    Duration firstPause();

    /** ISO-8601, default 10 s: no pause is longer. */
    @WithDefault("PT10S")
    Duration longestPause();

    /**
     * ISO-8601, default 75 s: a record that is handled for longer is stuck, because no transaction and no statement lasts as
     * long. Readiness says so, and liveness after twice the time.
     */
    @WithDefault("PT75S")
    Duration stuckAfter();

    /**
     * Default true: readiness is down while events are not read on, for other reasons than an absent broker. False where what
     * people need of the service stands on nothing that events bring.
     */
    @WithDefault("true")
    boolean inReadiness();

    /** ISO-8601, default 14 days: how long ids are remembered. Twice as long as topics keep their records. */
    @WithDefault("P14D")
    Duration keepIds();
}
