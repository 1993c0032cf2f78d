package dev.approvalcopilot.audit.stream;

import dev.approvalcopilot.audit.AuditConfig;
import dev.approvalcopilot.audit.AuditProblem;
import dev.approvalcopilot.audit.entry.Arrivals;
import dev.approvalcopilot.audit.entry.Entries;
import dev.approvalcopilot.audit.entry.Entry;
import dev.approvalcopilot.audit.entry.EntryView;
import dev.approvalcopilot.audit.entry.Filter;
import dev.approvalcopilot.audit.entry.Visibility;
import dev.approvalcopilot.support.problem.ProblemException;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.virtual.threads.VirtualThreads;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Follows the log. A stream asks for the next entries when its reader has taken the last ones, so a slow reader costs nothing
 * but a connection.
 */
@ApplicationScoped
class LiveEntries {

    /** Entries read at once: what one stream holds in memory. */
    private static final int PAGE = 50;

    private final Entries entries;
    private final Arrivals arrivals;
    private final AuditConfig.Stream config;
    private final ExecutorService threads;
    private final AtomicInteger open;
    private volatile boolean stopping;

    LiveEntries(
            Entries entries,
            Arrivals arrivals,
            AuditConfig config,
            MeterRegistry meters,
            @VirtualThreads ExecutorService threads) {
        this.entries = entries;
        this.arrivals = arrivals;
        this.config = config.stream();
        this.threads = threads;
        this.open = meters.gauge("audit.streams.open", new AtomicInteger());
    }

    /** @param after number of the last entry that the reader has; empty to begin with what comes now */
    Multi<OutboundSseEvent> follow(OptionalLong after, Filter filter, Visibility reader, Duration lifetime, Sse sse) {
        if (open.incrementAndGet() > config.maxOpen()) {
            open.decrementAndGet();
            throw new ProblemException(AuditProblem.TOO_MANY_STREAMS, "Try again in a minute.");
        }
        var last = new AtomicLong(after.orElse(-1));
        return Multi.createBy()
                .repeating()
                .uni(() ->
                        Uni.createFrom().item(() -> next(last, filter, reader)).runSubscriptionOn(threads))
                .until(_ -> stopping)
                .onItem()
                .transformToMultiAndConcatenate(
                        page -> Multi.createFrom().iterable(page.isEmpty() ? List.of(silence(sse)) : events(page, sse)))
                .select()
                .first(lifetime)
                .onTermination()
                .invoke(open::decrementAndGet);
    }

    /** Open streams would hold the shutdown up; their clients come back to another instance, or to the next start. */
    void stop(@Observes ShutdownDelayInitiatedEvent event) {
        stopping = true;
        arrivals.announce();
    }

    /** The next entries; none after a heartbeat's time without any. */
    private List<Entry> next(AtomicLong last, Filter filter, Visibility reader) {
        if (last.get() < 0) {
            last.set(entries.last());
            return List.of();
        }
        long end = System.nanoTime() + config.heartbeat().toNanos();
        while (true) {
            long announced = arrivals.count();
            long examined = entries.last();
            var page = entries.after(last.get(), filter, reader, PAGE).entries();
            if (!page.isEmpty()) {
                last.set(page.getLast().seq());
                return page;
            }
            // All up to here is not for this reader; no need to look at it again.
            last.accumulateAndGet(examined, Math::max);
            long left = end - System.nanoTime();
            if (stopping || left <= 0 || !waited(announced, left)) {
                return List.of();
            }
        }
    }

    private boolean waited(long announced, long nanos) {
        try {
            var wait = Duration.ofNanos(Math.min(nanos, config.pollInterval().toNanos()));
            arrivals.await(announced, wait);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static List<OutboundSseEvent> events(List<Entry> page, Sse sse) {
        return page.stream().map(entry -> event(entry, sse)).toList();
    }

    private static OutboundSseEvent event(Entry entry, Sse sse) {
        return sse.newEventBuilder()
                .id(Long.toString(entry.seq()))
                .name("entry")
                .mediaType(MediaType.APPLICATION_JSON_TYPE)
                .data(EntryView.class, EntryView.of(entry))
                .build();
    }

    private static OutboundSseEvent silence(Sse sse) {
        return sse.newEventBuilder().comment("waiting").build();
    }
}
