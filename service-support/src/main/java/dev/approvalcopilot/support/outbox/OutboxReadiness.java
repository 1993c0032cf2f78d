package dev.approvalcopilot.support.outbox;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Down while the database keeps this instance from sending, or from asking whose turn it is. An absent broker is only said: what
 * this service decides goes on, and its events wait in the table.
 */
@Readiness
class OutboxReadiness implements HealthCheck {

    private final OutboxRelay relay;

    OutboxReadiness(OutboxRelay relay) {
        this.relay = relay;
    }

    @Override
    public HealthCheckResponse call() {
        var response = HealthCheckResponse.named("outbox")
                .status(!relay.isStuck())
                .withData("active", relay.isActive())
                .withData("unsent", relay.unsent());
        var brokerAway = relay.brokerAwaySince();
        return (brokerAway == null ? response : response.withData("brokerAwaySince", brokerAway.toString())).build();
    }
}
