package dev.approvalcopilot.gateway.keys;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Without a key for each of the two no grant can be acted upon. */
@Readiness
class KeysHealth implements HealthCheck {

    private final TrustedKeys keys;

    KeysHealth(TrustedKeys keys) {
        this.keys = keys;
    }

    @Override
    public HealthCheckResponse call() {
        int grants = keys.ofGrants().count();
        int classifications = keys.ofClassifications().count();
        return HealthCheckResponse.named("trusted keys")
                .status(grants > 0 && classifications > 0)
                .withData("grants", grants)
                .withData("classifications", classifications)
                .build();
    }
}
