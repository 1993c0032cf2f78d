package dev.approvalcopilot.support.auth0;

import dev.approvalcopilot.contracts.auth0.Leeway;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * The clocks, by name. Never down: whoever is signed in can still say no, and an operator can still halt, so that traffic goes
 * on; the data says {@code off}.
 */
@Readiness
class TenantClockHealth implements HealthCheck {

    private final TenantClock clock;

    TenantClockHealth(TenantClock clock) {
        this.clock = clock;
    }

    @Override
    public HealthCheckResponse call() {
        var answer = HealthCheckResponse.named("auth0 clock")
                .up()
                .withData("off", clock.isOff())
                .withData("seconds-ahead", clock.seconds())
                .withData("leeway-seconds", Leeway.OF_CLOCKS.toSeconds());
        clock.complaint().ifPresent(words -> answer.withData("meaning", words));
        return answer.build();
    }
}
