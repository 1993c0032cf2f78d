package dev.approvalcopilot.gateway.halt;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jdbi.v3.core.Jdbi;

/** How many scopes are halted. That is no illness; only a table that cannot be read is, for then nothing is called at all. */
@Readiness
@ApplicationScoped
class HaltsHealth implements HealthCheck {

    private final Jdbi jdbi;
    private volatile double halted = Double.NaN;

    HaltsHealth(Jdbi jdbi, MeterRegistry meters) {
        this.jdbi = jdbi;
        Gauge.builder("gateway.halts", this, health -> health.halted)
                .description(
                        "Scopes that operators have halted, in this installation; not a number while that is unknown")
                .strongReference(true)
                .register(meters);
    }

    @Scheduled(every = "5s")
    void measure() {
        try {
            halted = jdbi.withHandle(HaltTable::countHalted);
        } catch (RuntimeException e) {
            halted = Double.NaN;
        }
    }

    @Override
    public HealthCheckResponse call() {
        measure();
        var response = HealthCheckResponse.named("halts");
        return Double.isNaN(halted)
                ? response.down().build()
                : response.up().withData("halted", (long) halted).build();
    }
}
