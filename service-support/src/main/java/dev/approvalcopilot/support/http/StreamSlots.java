package dev.approvalcopilot.support.http;

import dev.approvalcopilot.support.problem.CommonProblem;
import dev.approvalcopilot.support.problem.ProblemException;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/** Live streams that people have open at this replica. */
@Singleton
public class StreamSlots {

    private final int perPerson;
    private final MeterRegistry meters;
    private final Map<String, Integer> open = new ConcurrentHashMap<>();
    private final Set<UniEmitter<? super Boolean>> untilTheStop = ConcurrentHashMap.newKeySet();

    StreamSlots(HttpConfig config, MeterRegistry meters) {
        this.perPerson = config.limits().streamsPerPerson();
        this.meters = meters;
    }

    /**
     * The stream, counted until it ends, and ended when this replica stops: its client comes back to another, or later.
     *
     * @param sub    whose it is
     * @param stream made only if there is room
     * @throws ProblemException 429 if the person has too many open
     */
    public <T> Multi<T> within(String sub, Supplier<Multi<T>> stream) {
        open.compute(sub, (_, count) -> {
            if (count != null && count >= perPerson) {
                throw tooMany();
            }
            return count == null ? 1 : count + 1;
        });
        var held = new AtomicBoolean(true);
        Runnable release = () -> {
            if (held.getAndSet(false)) {
                open.computeIfPresent(sub, (_, count) -> count == 1 ? null : count - 1);
            }
        };
        try {
            return Until.either(stream.get(), stop()).onTermination().invoke(release);
        } catch (RuntimeException e) {
            release.run();
            throw e;
        }
    }

    private Uni<Boolean> stop() {
        return Uni.createFrom().emitter(emitter -> {
            untilTheStop.add(emitter);
            emitter.onTermination(() -> untilTheStop.remove(emitter));
        });
    }

    /** Comes with quarkus.shutdown.delay-enabled, before open requests are waited for. */
    void stop(@Observes ShutdownDelayInitiatedEvent event) {
        List.copyOf(untilTheStop).forEach(emitter -> emitter.complete(true));
    }

    private ProblemException tooMany() {
        meters.counter("http.requests.limited", "limit", "streams").increment();
        return new ProblemException(
                CommonProblem.TOO_MANY_REQUESTS,
                "You have " + perPerson + " live streams open. Close one.",
                Map.of("limit", "streams"),
                Map.of("Retry-After", "60"));
    }
}
