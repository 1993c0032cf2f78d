package dev.approvalcopilot.risk;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** What an installation tells the risk-service. */
@ConfigMapping(prefix = "risk")
public interface RiskConfig {

    /** ISO-8601, default one day: how long an action may wait for its decision. Policies may shorten it. */
    @WithDefault("P1D")
    @DurationMin(seconds = 1)
    @DurationMax(days = 30)
    Duration expiry();

    /** The CEL policies. */
    Policies policies();

    /** The classifications that this service signs. */
    Classification classification();

    interface Classification {

        /** Private Ed25519 JWK with {@code kid}. No default: without it the service does not start. */
        Path signingKeyFile();

        /** {@code iss} of every classification; approval-service and gateway expect the same. */
        @WithDefault("https://copilot.local/risk")
        URI issuer();
    }

    interface Policies {

        /** The folder of the platform team's policies. No default: without policies the service does not start. */
        Path dir();

        /**
         * ISO-8601, default one second: how long one policy may take. A policy that needs longer counts as failed. Usual ones
         * need less than a millisecond, so the default only forgives a busy machine; what a policy costs is limited by steps.
         */
        @WithDefault("PT1S")
        @DurationMin(millis = 10)
        @DurationMax(seconds = 10)
        Duration timeout();

        /** Parts of an expression, default 100000: how many one policy may evaluate before it counts as failed. */
        @WithDefault("100000")
        @Min(100)
        @Max(10_000_000)
        int maxSteps();
    }
}
