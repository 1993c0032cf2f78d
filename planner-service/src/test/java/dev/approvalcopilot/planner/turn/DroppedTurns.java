package dev.approvalcopilot.planner.turn;

import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.stream.Stream;

/** The turns of the planner under test whose answer nobody wanted any more. */
@Singleton
class DroppedTurns {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    @Inject
    MeterRegistry meters;

    double count() {
        return Stream.of("given_back", "discarded")
                .flatMap(outcome -> meters.find("planner.turns").tag("outcome", outcome).counters().stream())
                .mapToDouble(Counter::count)
                .sum();
    }

    /** Waits until one more has ended. */
    void awaitMoreThan(double before) {
        await().atMost(LIMIT).until(() -> count() > before);
    }
}
