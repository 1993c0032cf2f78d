package dev.approvalcopilot.gateway.dispatch;

import dev.approvalcopilot.gateway.GatewayConfig;
import dev.approvalcopilot.gateway.ledger.Claimed;
import dev.approvalcopilot.gateway.ledger.Entry;
import dev.approvalcopilot.gateway.ledger.Ledger;
import dev.approvalcopilot.gateway.ledger.Lineage;
import dev.approvalcopilot.support.correlation.Correlation;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Takes due rows and gives each to a virtual thread, as many at once as are allowed. Woken after a claim has committed and
 * after each turn; looks by itself twice a second, for what comes due and for what another gateway left behind.
 */
@ApplicationScoped
class Workers {

    private static final Logger LOG = Logger.getLogger(Workers.class);
    private static final long MILLIS_BETWEEN_LOOKS = 500;

    private final Ledger ledger;
    private final Lineage lineage;
    private final Execute execute;
    private final GatewayConfig config;
    private final Semaphore permits;
    private final Semaphore nudges = new Semaphore(0);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private volatile boolean stopping;
    private volatile long open;

    Workers(Ledger ledger, Lineage lineage, Execute execute, GatewayConfig config, MeterRegistry meters) {
        this.ledger = ledger;
        this.lineage = lineage;
        this.execute = execute;
        this.config = config;
        this.permits = new Semaphore(config.maxConcurrentCalls());
        Gauge.builder("gateway.ledger.open", this, workers -> workers.open)
                .description("Actions that are claimed and have not ended, in this installation")
                .strongReference(true)
                .register(meters);
    }

    void start(@Observes StartupEvent event) {
        threads.execute(this::look);
    }

    void claimed(@Observes(during = TransactionPhase.AFTER_SUCCESS) Claimed claimed) {
        nudges.release();
    }

    /** Takes nothing more and gives calls that have left the time to get their answer. */
    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopping = true;
        nudges.release();
        threads.shutdown();
        if (!threads.awaitTermination(config.call().lease().toMillis(), TimeUnit.MILLISECONDS)) {
            threads.shutdownNow();
        }
    }

    @Scheduled(every = "5s")
    void measure() {
        open = ledger.open();
    }

    @Scheduled(every = "1m")
    void wipe() {
        int rows = ledger.wipe(config.evidenceKeptFor());
        if (rows > 0) {
            LOG.infof("event=evidence_wiped rows=%d", rows);
        }
    }

    private void look() {
        while (!stopping) {
            try {
                if (nudges.tryAcquire(MILLIS_BETWEEN_LOOKS, TimeUnit.MILLISECONDS)) {
                    nudges.drainPermits();
                }
                takeDue();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException e) {
                LOG.errorf("event=ledger_unreadable error=%s", e.getClass().getSimpleName());
            }
        }
    }

    private void takeDue() {
        while (!stopping && permits.tryAcquire()) {
            Optional<Entry> entry = Optional.empty();
            try {
                entry = take();
                entry.ifPresent(taken -> threads.execute(() -> turn(taken)));
            } finally {
                if (entry.isEmpty()) {
                    permits.release();
                }
            }
            if (entry.isEmpty()) {
                return;
            }
        }
    }

    private Optional<Entry> take() {
        return QuarkusTransaction.requiringNew()
                .call(() -> ledger.take(lineage.confirm(), config.call().lease()));
    }

    private void turn(Entry entry) {
        try {
            Correlation.within(entry.correlationId(), () -> execute.run(entry));
        } catch (RuntimeException e) {
            // Without the message: what it quotes is not known. The row comes again after its lease.
            LOG.errorf(
                    "event=turn_failed action=%s error=%s at=%s",
                    entry.actionId(), e.getClass().getName(), where(e));
        } finally {
            permits.release();
            nudges.release();
        }
    }

    private static String where(RuntimeException e) {
        return e.getStackTrace().length == 0 ? "?" : e.getStackTrace()[0].toString();
    }
}
