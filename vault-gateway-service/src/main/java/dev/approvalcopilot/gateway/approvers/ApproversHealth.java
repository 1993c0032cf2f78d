package dev.approvalcopilot.gateway.approvers;

import java.io.UncheckedIOException;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** While the file cannot be read, what needs a second person cannot be done here. */
@Readiness
class ApproversHealth implements HealthCheck {

    private final MountedApprovers approvers;

    ApproversHealth(MountedApprovers approvers) {
        this.approvers = approvers;
    }

    @Override
    public HealthCheckResponse call() {
        var response = HealthCheckResponse.named("approvers file");
        try {
            return response.up()
                    .withData("groups", approvers.get().reach().size())
                    .build();
        } catch (UncheckedIOException e) {
            return response.down().build();
        }
    }
}
