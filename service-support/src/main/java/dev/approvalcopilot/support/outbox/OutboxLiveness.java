package dev.approvalcopilot.support.outbox;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Down when the relay's thread has ended: only a restart helps. */
@Liveness
class OutboxLiveness implements HealthCheck {

    private final OutboxRelay relay;

    OutboxLiveness(OutboxRelay relay) {
        this.relay = relay;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("outbox").status(!relay.hasEnded()).build();
    }
}
