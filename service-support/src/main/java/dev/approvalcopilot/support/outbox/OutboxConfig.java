package dev.approvalcopilot.support.outbox;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** How the relay works. The defaults suit every service; tests shorten some. */
@ConfigMapping(prefix = "copilot.outbox")
public interface OutboxConfig {

    /** ISO-8601, default half a second: how often to look without being nudged, and to ask for the relay's lock. */
    @WithDefault("PT0.5S")
    Duration pollInterval();

    /** Rows, default 100: the most that are in memory and in flight at once. */
    @WithDefault("100")
    @Min(1)
    @Max(500)
    int batchRows();

    /** Bytes, default 4 MiB: the most of events that are in memory and in flight at once; one that is larger goes alone. */
    @WithDefault("4194304")
    @Min(1)
    int batchBytes();

    /**
     * ISO-8601, default 10 minutes: how long the relay keeps one connection. After a fail-over it may lead to a server that
     * still answers and gets no new rows.
     */
    @WithDefault("PT10M")
    Duration connectionLifetime();

    /** ISO-8601, default one minute: the longest wait for the acknowledgements of one batch; longer than Kafka's own. */
    @WithDefault("PT1M")
    Duration sendTimeout();

    /** ISO-8601, default 10 s: how long the database may keep the relay from working before readiness says so. */
    @WithDefault("PT10S")
    Duration unreadyAfter();

    /** ISO-8601, default one day: how long sent rows stay, for people who look into an incident. */
    @WithDefault("P1D")
    Duration keepSent();
}
