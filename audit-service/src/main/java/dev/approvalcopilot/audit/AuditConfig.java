package dev.approvalcopilot.audit;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** What an installation can tell the audit-service; every key has a default. */
@ConfigMapping(prefix = "audit")
public interface AuditConfig {

    /** The live stream. */
    Stream stream();

    /** The export. */
    Export export();

    /** The grants with their evidence, apart from the log. */
    Evidence evidence();

    interface Evidence {

        /**
         * ISO-8601, default 30 days: how long grants are kept as they came, with the ID tokens of the logins behind them, for
         * people who look into an incident. The log keeps their digests for good.
         */
        @WithDefault("P30D")
        @DurationMin(hours = 1)
        @DurationMax(days = 366)
        Duration keep();
    }

    interface Stream {

        /** Open streams, default 200: each holds a connection; more are answered 503. */
        @WithDefault("200")
        @Min(1)
        @Max(10_000)
        int maxOpen();

        /** ISO-8601, default one second: how often to look for what another replica wrote. Own entries come at once. */
        @WithDefault("PT1S")
        @DurationMin(millis = 50)
        @DurationMax(minutes = 1)
        Duration pollInterval();

        /** ISO-8601, default 15 s: a comment after so much silence, so that nothing on the way closes the connection. */
        @WithDefault("PT15S")
        @DurationMin(seconds = 1)
        @DurationMax(minutes = 1)
        Duration heartbeat();

        /**
         * ISO-8601, default 15 minutes: the stream ends then, or with its access token if that is sooner. Clients come back by
         * themselves with Last-Event-ID.
         */
        @WithDefault("PT15M")
        @DurationMin(seconds = 1)
        @DurationMax(hours = 1)
        Duration lifetime();
    }

    interface Export {

        /** Entries, default 100000: the most in one export; it says so at its end and names the cursor to go on with. */
        @WithDefault("100000")
        @Min(1)
        @Max(10_000_000)
        int maxEntries();
    }
}
