package dev.approvalcopilot.approval.grant;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Says which key signs. */
@Readiness
@ApplicationScoped
class SigningKeyHealth implements HealthCheck {
    private final SigningKey key;

    SigningKeyHealth(SigningKey key) {
        this.key = key;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("grant signing key")
                .up()
                .withData("kid", key.keyId())
                .build();
    }
}
