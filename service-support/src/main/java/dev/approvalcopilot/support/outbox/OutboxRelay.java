package dev.approvalcopilot.support.outbox;

import dev.approvalcopilot.contracts.event.EventLimits;
import dev.approvalcopilot.support.outbox.OutboxTable.Unsent;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Emitter;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Sends committed outbox rows to Kafka and marks them. One relay a database is active: the one whose connection holds the
 * advisory lock. It reads and marks over that same connection, so a relay that lost its lock cannot mark. Rows of one key go
 * one after the other, each after the acknowledgement of the one before; a failure leaves the row, and those behind it, unsent.
 * A crash between acknowledgement and mark sends a row again: consumers know its id.
 */
@ApplicationScoped
class OutboxRelay {

    private static final Logger LOG = Logger.getLogger(OutboxRelay.class);

    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(8);

    private final Jdbi jdbi;
    private final Emitter<byte[]> kafka;
    private final OutboxConfig config;
    private final Counter sent;
    private final Timer lag;
    private final AtomicLong unsent = new AtomicLong();

    private final Semaphore nudges = new Semaphore(0);
    private volatile CountDownLatch stopped = new CountDownLatch(1);
    private volatile boolean active;
    private volatile Instant brokerAwaySince;
    private volatile Instant databaseAwaySince;
    private volatile Thread thread;
    private boolean failing;
    private Duration pause = FIRST_PAUSE;

    OutboxRelay(
            Jdbi jdbi,
            @Channel("outbox") @OnOverflow(value = OnOverflow.Strategy.BUFFER, bufferSize = 1024) Emitter<byte[]> kafka,
            OutboxConfig config,
            MeterRegistry meters) {
        this.jdbi = jdbi;
        this.kafka = kafka;
        this.config = config;
        sent = Counter.builder("outbox.sent")
                .description("events sent to Kafka")
                .register(meters);
        lag = Timer.builder("outbox.lag")
                .description("from the insertion of an event to its acknowledgement by Kafka")
                .register(meters);
        Gauge.builder("outbox.unsent", unsent, AtomicLong::get)
                .description("events that wait, as the active relay last saw; 0 in others")
                .register(meters);
        Gauge.builder("outbox.broker.away", () -> brokerAwaySince == null ? 0 : 1)
                .description("1 while the broker acknowledges nothing that is sent")
                .register(meters);
        Gauge.builder("outbox.relay.active", () -> active ? 1 : 0)
                .description("1 in the instance that sends")
                .register(meters);
    }

    void start(@Observes StartupEvent event) {
        stopped = new CountDownLatch(1);
        thread = Thread.ofPlatform().daemon().name("outbox-relay").start(this::run);
    }

    /** Lets the batch in flight end, then gives the lock to another instance. */
    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopped.countDown();
        nudge();
        if (!thread.join(STOP_TIMEOUT)) {
            thread.interrupt();
        }
    }

    /** Says that something was committed. Cheap, from any thread. */
    void nudge() {
        if (nudges.availablePermits() == 0) {
            nudges.release();
        }
    }

    boolean isActive() {
        return active;
    }

    long unsent() {
        return unsent.get();
    }

    /** Since when the broker acknowledges nothing that is sent; null while it does. */
    Instant brokerAwaySince() {
        return brokerAwaySince;
    }

    /** Whether the database has kept it from working for longer than a hiccup. */
    boolean isStuck() {
        var since = databaseAwaySince;
        return since != null && since.plus(config.unreadyAfter()).isBefore(Instant.now());
    }

    /** Whether its thread died of a defect: only a restart helps. */
    boolean hasEnded() {
        var worker = thread;
        return worker != null && !worker.isAlive() && isRunning();
    }

    private void run() {
        while (isRunning()) {
            try (var connection = jdbi.open()) {
                if (OutboxTable.tryLock(connection)) {
                    relayUntilStopped(connection);
                } else {
                    succeeded();
                    awaitNudge();
                }
            } catch (RuntimeException | Error e) {
                databaseAwaySince = since(databaseAwaySince);
                failed(e);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private static Instant since(Instant before) {
        return before == null ? Instant.now() : before;
    }

    private void relayUntilStopped(Handle connection) throws InterruptedException {
        active = true;
        LOG.info("event=outbox_relay_active");
        try {
            long end = System.nanoTime() + config.connectionLifetime().toNanos();
            while (isRunning() && System.nanoTime() < end) {
                OutboxTable.checkWritable(connection);
                databaseAwaySince = null;
                relayOnce(connection);
            }
        } finally {
            active = false;
            unsent.set(0);
            unlock(connection);
        }
    }

    /** One batch. Waits for work when there was less than a batch, backs off when something was not acknowledged. */
    private void relayOnce(Handle connection) throws InterruptedException {
        var batch = OutboxTable.unsent(connection, config.batchRows(), config.batchBytes());
        var acknowledged = new ConcurrentLinkedQueue<Long>();
        var failure = send(batch, acknowledged);
        var seqs = List.copyOf(acknowledged);
        if (!seqs.isEmpty()) {
            OutboxTable.markSent(connection, seqs);
            sent.increment(seqs.size());
        }
        boolean full = isFull(batch);
        unsent.set(full ? OutboxTable.countUnsent(connection) : batch.size() - seqs.size());
        if (failure != null) {
            brokerAwaySince = since(brokerAwaySince);
            failed(failure);
        } else {
            succeeded();
            if (!full) {
                awaitNudge();
            }
        }
    }

    /** Whether there may be more behind it. */
    private boolean isFull(List<Unsent> batch) {
        long bytes = batch.stream()
                .mapToLong(row -> row.message().getPayload().length)
                .sum();
        return batch.size() == config.batchRows() || bytes > config.batchBytes() - EventLimits.RECORD_BYTES;
    }

    /** Sends in order per key, keys beside each other. Returns the first failure, or null. */
    private Throwable send(List<Unsent> batch, Queue<Long> acknowledged) throws InterruptedException {
        Map<String, CompletableFuture<Void>> lastOfKey = new HashMap<>();
        for (var row : batch) {
            var before = lastOfKey.getOrDefault(row.key(), CompletableFuture.completedFuture(null));
            lastOfKey.put(row.key(), before.thenCompose(_ -> send(row, acknowledged)));
        }
        try {
            CompletableFuture.allOf(lastOfKey.values().toArray(CompletableFuture[]::new))
                    .get(config.sendTimeout().toMillis(), TimeUnit.MILLISECONDS);
            return null;
        } catch (ExecutionException e) {
            return e.getCause();
        } catch (TimeoutException e) {
            return e;
        }
    }

    private CompletableFuture<Void> send(Unsent row, Queue<Long> acknowledged) {
        var done = new CompletableFuture<Void>();
        var message = row.message()
                .withAck(() -> {
                    acknowledged.add(row.seq());
                    lag.record(Duration.between(row.createdAt(), Instant.now()));
                    done.complete(null);
                    return CompletableFuture.completedFuture(null);
                })
                .withNack(failure -> {
                    done.completeExceptionally(failure);
                    return CompletableFuture.completedFuture(null);
                });
        try {
            kafka.send(message);
        } catch (IllegalStateException e) {
            done.completeExceptionally(e);
        }
        return done;
    }

    private boolean isRunning() {
        return stopped.getCount() > 0;
    }

    private void awaitNudge() throws InterruptedException {
        if (nudges.tryAcquire(config.pollInterval().toMillis(), TimeUnit.MILLISECONDS)) {
            nudges.drainPermits();
        }
    }

    private void succeeded() {
        if (failing) {
            LOG.info("event=outbox_relay_recovered");
        }
        failing = false;
        brokerAwaySince = null;
        databaseAwaySince = null;
        pause = FIRST_PAUSE;
    }

    /** Logs the beginning of a streak, not each try, and waits a little longer each time. */
    private void failed(Throwable failure) {
        if (!failing) {
            failing = true;
            LOG.warnf("event=outbox_relay_failing cause=%s", failure);
        }
        try {
            stopped.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        var longer = pause.multipliedBy(2);
        pause = longer.compareTo(LONGEST_PAUSE) < 0 ? longer : LONGEST_PAUSE;
    }

    /** A pooled connection must not keep the lock: where it cannot be given back, the connection is ended. */
    private static void unlock(Handle connection) {
        try {
            OutboxTable.unlock(connection);
        } catch (RuntimeException e) {
            try {
                connection.getConnection().abort(Runnable::run);
            } catch (SQLException broken) {
                LOG.debug("event=outbox_connection_already_gone", broken);
            }
        }
    }
}
