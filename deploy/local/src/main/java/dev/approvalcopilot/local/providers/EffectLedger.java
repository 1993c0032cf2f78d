package dev.approvalcopilot.local.providers;

import dev.approvalcopilot.local.http.Call;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What really happened at the providers, and which calls arrived; the newest 100,000 of each. */
final class EffectLedger {

    static final int MAX_ENTRIES = 100_000;

    /** A change at a provider. */
    record Effect(
            long seq,
            Instant at,
            String user,
            String provider,
            String operation,
            String target,
            String summary,
            String auditContext) {}

    /**
     * A call, whether it changed something or not.
     *
     * @param at arrival, wall clock
     * @param epochNanos the same as nanoseconds since 1970
     * @param monotonicNanos the same on the machine's monotonic clock
     * @param status of the answer; 0 while it runs or if the connection was dropped
     * @param state {@code running}, {@code answered} or {@code dropped}
     * @param auditContext of the token's exchange; empty while it runs
     */
    record Arrival(
            long seq,
            Instant at,
            long epochNanos,
            long monotonicNanos,
            String provider,
            String method,
            String path,
            String operation,
            String user,
            int status,
            String state,
            String auditContext) {

        Arrival ended(Provider.Reply reply) {
            int answered = reply.answer().statusOrZero();
            var end = answered == 0 ? "dropped" : "answered";
            return new Arrival(
                    seq,
                    at,
                    epochNanos,
                    monotonicNanos,
                    provider,
                    method,
                    path,
                    reply.operation(),
                    reply.user(),
                    answered,
                    end,
                    reply.auditContext());
        }
    }

    private final Map<Long, Effect> effects = bounded();
    private final Map<Long, Arrival> arrivals = bounded();
    private long lastEffect;
    private long lastArrival;

    private static <V> Map<Long, V> bounded() {
        return new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Long, V> eldest) {
                return size() > MAX_ENTRIES;
            }
        };
    }

    synchronized void applied(ProviderToken token, String provider, String operation, String target, String summary) {
        long seq = ++lastEffect;
        effects.put(
                seq,
                new Effect(
                        seq, Instant.now(), token.user(), provider, operation, target, summary, token.auditContext()));
    }

    synchronized long arrived(String provider, Call call) {
        long seq = ++lastArrival;
        var at = call.arrivedAt();
        long epochNanos = at.getEpochSecond() * 1_000_000_000L + at.getNano();
        arrivals.put(
                seq,
                new Arrival(
                        seq,
                        at,
                        epochNanos,
                        call.arrivedNanos(),
                        provider,
                        call.method(),
                        call.path(),
                        "",
                        "",
                        0,
                        "running",
                        ""));
        return seq;
    }

    synchronized void ended(long seq, Provider.Reply reply) {
        arrivals.computeIfPresent(seq, (_, arrival) -> arrival.ended(reply));
    }

    synchronized List<Effect> effectsAfter(long seq) {
        return effects.values().stream().filter(effect -> effect.seq() > seq).toList();
    }

    synchronized List<Arrival> arrivalsAfter(long seq) {
        return arrivals.values().stream().filter(arrival -> arrival.seq() > seq).toList();
    }

    synchronized void reset() {
        effects.clear();
        arrivals.clear();
        lastEffect = 0;
        lastArrival = 0;
    }
}
