package dev.approvalcopilot.support.auth0;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** The tenant, as far as all services share it. */
@ConfigMapping(prefix = "copilot.auth0")
public interface Auth0Config {

    String KEYS_ASKED_EVERY = "PT20S";

    /** The tenant, with its slash. Default: {@code quarkus.oidc.auth-server-url}, at the gateway {@code gateway.auth0.issuer}. */
    Optional<URI> issuer();

    /** ISO-8601, default 5 s: longest wait for the tenant's keys. */
    @WithDefault("PT5S")
    @DurationMin(millis = 100)
    @DurationMax(seconds = 10)
    Duration timeout();

    /** ISO-8601, default 20 s: how often the keys are asked for. A key that the tenant has taken out is dead at most twice as late. */
    @WithDefault(KEYS_ASKED_EVERY)
    @DurationMin(seconds = 1)
    @DurationMax(seconds = 20)
    Duration keysAskedEvery();

    /**
     * ISO-8601, default an hour: how long the known keys are used while the tenant does not answer. A person can say no, and an
     * operator can halt, for as long; a key that is taken out meanwhile lives for as long.
     */
    @WithDefault("PT1H")
    @DurationMin(minutes = 1)
    @DurationMax(days = 1)
    Duration keysKeptWithoutAnswer();

    /**
     * Hosts, as addresses write them, that may be asked although they are not on the public internet. Default: none, and the
     * issuer's own host where it is written as a loopback address; only for a stack on one machine.
     */
    Optional<Set<String>> unsafeAllowAddresses();
}
