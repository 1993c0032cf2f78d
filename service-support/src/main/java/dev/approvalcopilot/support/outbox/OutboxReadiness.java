package dev.approvalcopilot.support.outbox;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Down while this instance cannot send, or cannot ask whose turn it is, for longer than a hiccup. */
@Readiness
class OutboxReadiness implements HealthCheck {

    private final OutboxRelay relay;

    OutboxReadiness(OutboxRelay relay) {
        this.relay = relay;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("outbox")
                .status(!relay.isStuck())
                .withData("active", relay.isActive())
                .withData("unsent", relay.unsent())
                .build();
    }
}
