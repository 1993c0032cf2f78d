package dev.approvalcopilot.local.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What became of one action. */
sealed interface Life {

    /**
     * Approved, done, and its run ended.
     *
     * @param digest of the action; the providers' stand-in knows each call by it
     */
    record Finished(UUID run, String digest, Map<Moment, Instant> moments) implements Life {
        public Finished {
            moments = Map.copyOf(moments);
        }

        Finished with(Map<Moment, Instant> more) {
            var all = new EnumMap<Moment, Instant>(Moment.class);
            all.putAll(moments);
            all.putAll(more);
            return new Finished(run, digest, all);
        }

        /** Negative when the second came first; empty when one of them is not known. */
        Optional<Duration> between(Moment first, Moment second) {
            var begin = moments.get(first);
            var end = moments.get(second);
            return begin == null || end == null ? Optional.empty() : Optional.of(Duration.between(begin, end));
        }
    }

    /** @param reason as short as those of others that failed for the same */
    record Failed(String reason) implements Life {}
}
