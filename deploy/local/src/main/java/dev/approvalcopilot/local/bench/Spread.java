package dev.approvalcopilot.local.bench;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** How long something took: percentiles by nearest rank, so each is a time that was really measured. */
record Spread(int count, Duration p50, Duration p99, Duration max) {

    /** Empty for nothing. */
    static Optional<Spread> of(Collection<Duration> times) {
        var sorted = times.stream().sorted().toList();
        return sorted.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Spread(sorted.size(), percentile(sorted, 50), percentile(sorted, 99), sorted.getLast()));
    }

    private static Duration percentile(List<Duration> sorted, int percent) {
        // The smallest time that at least so many percent do not exceed.
        var rank = (sorted.size() * percent + 99) / 100;
        return sorted.get(rank - 1);
    }
}
