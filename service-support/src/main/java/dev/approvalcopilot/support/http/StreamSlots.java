package dev.approvalcopilot.support.http;

import dev.approvalcopilot.support.problem.CommonProblem;
import dev.approvalcopilot.support.problem.ProblemException;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Multi;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/** Live streams that people have open at this replica. */
@Singleton
public class StreamSlots {

    private final int perPerson;
    private final MeterRegistry meters;
    private final Map<String, Integer> open = new ConcurrentHashMap<>();

    StreamSlots(HttpConfig config, MeterRegistry meters) {
        this.perPerson = config.limits().streamsPerPerson();
        this.meters = meters;
    }

    /**
     * The stream, counted until it ends.
     *
     * @param sub whose it is
     * @throws ProblemException 429 if the person has too many open
     */
    public <T> Multi<T> within(String sub, Multi<T> stream) {
        open.compute(sub, (_, count) -> {
            if (count != null && count >= perPerson) {
                throw tooMany();
            }
            return count == null ? 1 : count + 1;
        });
        var held = new AtomicBoolean(true);
        return stream.onTermination().invoke(() -> {
            if (held.getAndSet(false)) {
                open.computeIfPresent(sub, (_, count) -> count == 1 ? null : count - 1);
            }
        });
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
