package dev.approvalcopilot.approval.decision;

import dev.approvalcopilot.approval.inbox.Approval;
import dev.approvalcopilot.approval.inbox.Decided;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import org.jdbi.v3.core.Jdbi;

/** How many wait, what is decided, and how long it takes people. */
@ApplicationScoped
class DecisionMetrics {
    private final Jdbi jdbi;
    private final MeterRegistry registry;
    private final AtomicLong pending;

    DecisionMetrics(Jdbi jdbi, MeterRegistry registry) {
        this.jdbi = jdbi;
        this.registry = registry;
        this.pending = registry.gauge("approval.pending", new AtomicLong());
    }

    void decided(Approval approval, Decided decided) {
        var level = approval.level().name().toLowerCase(Locale.ROOT);
        var verdict = decided.state().name().toLowerCase(Locale.ROOT);
        registry.counter("approval.decisions", "verdict", verdict, "level", level)
                .increment();
        Timer.builder("approval.time.to.decide")
                .description("From taking in to the decision")
                .tags("verdict", verdict, "level", level)
                .register(registry)
                .record(Duration.between(approval.createdAt(), decided.at()));
    }

    @Scheduled(every = "10s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void count() {
        pending.set(
                jdbi.withHandle(handle -> handle.createQuery("select count(*) from approvals where state = 'PENDING'")
                        .mapTo(Long.class)
                        .one()));
    }
}
