package dev.approvalcopilot.support.inbox;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Down while an event waits for database or broker. */
@Readiness
class InboxReadiness implements HealthCheck {

    private final EventConsumer consumer;

    InboxReadiness(EventConsumer consumer) {
        this.consumer = consumer;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("inbox").status(!consumer.isWaiting()).build();
    }
}
