package dev.approvalcopilot.support.inbox;

import dev.approvalcopilot.contracts.event.Service;
import dev.approvalcopilot.contracts.event.Topic;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.WakeupException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Reads this service's topics on a thread of its own, one record after the other. Whatever goes wrong in reading ends a
 * {@link ReadingSession}, never the thread: the next session begins where the last one stood. After a failure that the broker
 * did not cause the next session is a careful one, which finds out which record cannot be read and leaves it behind.
 */
@ApplicationScoped
class TopicReader {

    private static final Logger LOG = Logger.getLogger(TopicReader.class);

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(8);

    private final EventConsumer events;
    private final EventHandler handler;
    private final InboxConfig config;
    private final MeterRegistry meters;
    private final Map<String, Object> broker;
    private final Service service;
    private final Unreadable unreadable;

    private volatile CountDownLatch stopping = new CountDownLatch(1);
    private volatile Thread thread;
    private volatile ReadingSession session;
    private volatile Instant lastTurn = Instant.now();
    private volatile Instant failingSince;
    private boolean careful;
    private int failures;

    TopicReader(
            EventConsumer events,
            EventHandler handler,
            InboxConfig config,
            MeterRegistry meters,
            @Identifier("default-kafka-broker") Map<String, Object> broker,
            @ConfigProperty(name = "copilot.service") Service service) {
        this.events = events;
        this.handler = handler;
        this.config = config;
        this.meters = meters;
        this.broker = broker;
        this.service = service;
        this.unreadable = new Unreadable(events);
        Gauge.builder("inbox.broker.away", () -> standing().state() == Standing.State.BROKER_AWAY ? 1 : 0)
                .description("1 while the broker cannot be reached for reading")
                .register(meters);
        Gauge.builder("inbox.moving", () -> standing().moves() ? 1 : 0)
                .description("0 while a record, a defect or the database keeps this service from reading on")
                .register(meters);
    }

    void start(@Observes StartupEvent event) {
        stopping = new CountDownLatch(1);
        lastTurn = Instant.now();
        thread = Thread.ofPlatform().daemon().name("topic-reader").start(this::run);
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopping.countDown();
        var open = session;
        if (open != null) {
            open.wakeUp();
        }
        if (!thread.join(STOP_TIMEOUT)) {
            thread.interrupt();
        }
    }

    /** Where reading stands now. */
    Standing standing() {
        var worker = thread;
        if (worker != null && !worker.isAlive() && isRunning()) {
            return new Standing(Standing.State.ENDED, lastTurn);
        }
        if (lastTurn.plus(config.stuckAfter()).isBefore(Instant.now())) {
            return new Standing(Standing.State.STUCK, lastTurn);
        }
        if (events.isWaiting()) {
            return new Standing(Standing.State.WAITING_FOR_DATABASE, lastTurn);
        }
        var since = failingSince;
        if (since != null) {
            return new Standing(Standing.State.FAILING, since);
        }
        var open = session;
        return new Standing(
                open == null || open.isCutOff() ? Standing.State.BROKER_AWAY : Standing.State.MOVING, lastTurn);
    }

    boolean isRunning() {
        return stopping.getCount() > 0;
    }

    /** Notes that reading is not stuck. */
    void turned() {
        lastTurn = Instant.now();
    }

    /** Notes that what failed has passed. */
    void passed() {
        turned();
        if (failingSince != null) {
            LOG.info("event=reading_recovered");
        }
        failingSince = null;
        failures = 0;
    }

    private void run() {
        while (isRunning()) {
            try (var open = new ReadingSession(this, events, unreadable, meters, settings(), topics(), careful)) {
                session = open;
                open.read();
                careful = false;
            } catch (WakeupException e) {
                LOG.debug("event=reading_stops");
            } catch (RuntimeException | Error e) {
                failed(e);
            } finally {
                session = null;
            }
        }
    }

    private void failed(Throwable failure) {
        boolean passesByItself = failure instanceof RetriableException
                || failure instanceof AuthenticationException
                || failure instanceof AuthorizationException
                || failure instanceof Stopping;
        turned();
        if (!passesByItself) {
            careful = true;
            if (failingSince == null) {
                failingSince = Instant.now();
            }
        }
        failures++;
        LOG.warnf("event=reading_failed careful=%s cause=%s", careful, failure);
        meters.counter("inbox.reading.failures").increment();
        pause();
    }

    private void pause() {
        try {
            var pause = config.firstPause().multipliedBy(1L << Math.min(failures, 10));
            var bounded = pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
            stopping.await(bounded.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Map<String, Object> settings() {
        return ConsumerSettings.of(broker, service, careful);
    }

    private List<String> topics() {
        return handler.topics(service).stream().map(Topic::topicName).toList();
    }

    /** The service stops while a record waits; the record comes again after the start. */
    static final class Stopping extends RuntimeException {
        Stopping() {
            super("stopping; the record comes again after the start", null, false, false);
        }
    }
}
