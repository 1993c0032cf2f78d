package dev.approvalcopilot.gateway.approvers;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * While the file cannot be read, what needs a second person cannot be done here. The gateway stays ready all the same: its port
 * is the kill switch.
 */
@Startup
@Readiness
@ApplicationScoped
class ApproversHealth implements HealthCheck {

    private final MountedApprovers approvers;

    ApproversHealth(MountedApprovers approvers, MeterRegistry meters) {
        this.approvers = approvers;
        Gauge.builder("gateway.approvers.readable", this, health -> health.isReadable() ? 1 : 0)
                .description(
                        "0 while the file of who may approve cannot be read; then what needs a second person waits")
                .strongReference(true)
                .register(meters);
    }

    private boolean isReadable() {
        try {
            approvers.get();
            return true;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    @Override
    public HealthCheckResponse call() {
        var response = HealthCheckResponse.named("approvers file").up();
        try {
            var groups = approvers.get().reach().size();
            return response.withData("readable", true)
                    .withData("groups", groups)
                    .build();
        } catch (UncheckedIOException e) {
            return response.withData("readable", false).build();
        }
    }
}
