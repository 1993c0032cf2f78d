package dev.approvalcopilot.planner.telemetry;

import dev.approvalcopilot.planner.run.RunStatus;
import dev.approvalcopilot.planner.run.Runs;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** Runs by status, counted now and then: a scrape costs no query. */
@ApplicationScoped
class RunGauges {

    private final Runs runs;
    private final Map<RunStatus, AtomicLong> counts = new EnumMap<>(RunStatus.class);

    RunGauges(Runs runs, MeterRegistry meters) {
        this.runs = runs;
        for (var status : RunStatus.values()) {
            var count = new AtomicLong();
            counts.put(status, count);
            Gauge.builder("planner.runs", count, AtomicLong::get)
                    .description("Runs by status")
                    .tag("status", status.name())
                    .register(meters);
        }
    }

    @Scheduled(every = "15s", concurrentExecution = ConcurrentExecution.SKIP)
    void count() {
        var now = new EnumMap<RunStatus, Long>(RunStatus.class);
        runs.countByStatus().forEach(row -> now.put(row.status(), row.runs()));
        counts.forEach((status, count) -> count.set(now.getOrDefault(status, 0L)));
    }
}
