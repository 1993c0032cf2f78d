package dev.approvalcopilot.gateway.keys;

import java.io.UncheckedIOException;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Without a key no grant can be believed. */
@Readiness
class KeysHealth implements HealthCheck {

    private final MountedKeys keys;

    KeysHealth(MountedKeys keys) {
        this.keys = keys;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("grant keys")
                .status(count() > 0)
                .withData("keys", count())
                .build();
    }

    private int count() {
        try {
            return keys.count();
        } catch (UncheckedIOException e) {
            return 0;
        }
    }
}
