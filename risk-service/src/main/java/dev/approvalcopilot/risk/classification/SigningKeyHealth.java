package dev.approvalcopilot.risk.classification;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Says which key signs. */
@Readiness
@ApplicationScoped
class SigningKeyHealth implements HealthCheck {

    private final Signer signer;

    SigningKeyHealth(Signer signer) {
        this.signer = signer;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("classification signing key")
                .up()
                .withData("kid", signer.keyId())
                .build();
    }
}
