package dev.approvalcopilot.planner.turn;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Without its dispatcher a planner takes runs in and never thinks about them. */
@Liveness
class WorkerLiveness implements HealthCheck {

    private final TurnWorker worker;

    WorkerLiveness(TurnWorker worker) {
        this.worker = worker;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("turn-worker").status(worker.isAlive()).build();
    }
}
