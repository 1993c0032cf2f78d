package dev.approvalcopilot.gateway.keys;

import dev.approvalcopilot.support.keys.MountedKeys;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Without a key for each of the two no grant can be acted upon. The gateway stays ready all the same: its port is the kill switch.
 */
@Startup
@Readiness
@ApplicationScoped
class KeysHealth implements HealthCheck {

    private final TrustedKeys keys;

    KeysHealth(TrustedKeys keys, MeterRegistry meters) {
        this.keys = keys;
        count("grants", keys.ofGrants(), meters);
        count("classifications", keys.ofClassifications(), meters);
    }

    private static void count(String of, MountedKeys mounted, MeterRegistry meters) {
        Gauge.builder("gateway.keys", mounted, MountedKeys::count)
                .description("Public keys that are mounted; at 0 no grant is acted upon")
                .tag("of", of)
                .strongReference(true)
                .register(meters);
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("trusted keys")
                .up()
                .withData("grants", keys.ofGrants().count())
                .withData("classifications", keys.ofClassifications().count())
                .build();
    }
}
