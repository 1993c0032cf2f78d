package dev.approvalcopilot.local.bench;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Lives for tests: given in milliseconds after the beginning. */
final class Lives {
    static final Instant BEGIN = Instant.parse("2026-11-24T07:00:00Z");

    private Lives() {}

    static Life.Finished finished(String digest, Map<Moment, Integer> millis) {
        var moments = new HashMap<Moment, Instant>();
        millis.forEach((moment, after) -> moments.put(moment, at(after)));
        return new Life.Finished(UUID.randomUUID(), digest, moments);
    }

    static Instant at(int millis) {
        return BEGIN.plusMillis(millis);
    }
}
