package dev.approvalcopilot.planner.intake;

import dev.approvalcopilot.planner.PlannerConfig;
import jakarta.enterprise.context.ApplicationScoped;
import org.jdbi.v3.core.Jdbi;

/** How many runs of one person may be open at once. Counts in the caller's transaction, with the run that it adds. */
@ApplicationScoped
class OpenRuns {

    private final Jdbi jdbi;
    private final PlannerConfig config;

    OpenRuns(Jdbi jdbi, PlannerConfig config) {
        this.jdbi = jdbi;
        this.config = config;
    }

    int allowed() {
        return config.maxOpenRuns();
    }

    boolean tooMany(String principal) {
        int open = jdbi.withHandle(handle -> handle.createQuery(
                        "select count(*) from runs where principal = :principal and ended_at is null")
                .bind("principal", principal)
                .mapTo(Integer.class)
                .one());
        return open > allowed();
    }
}
