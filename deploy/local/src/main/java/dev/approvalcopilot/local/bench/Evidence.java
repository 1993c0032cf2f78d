package dev.approvalcopilot.local.bench;

import dev.approvalcopilot.local.client.AuditEntry;
import dev.approvalcopilot.local.client.Providers.Arrival;
import dev.approvalcopilot.local.client.Providers.Effect;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What providers and audit log say about lives, laid beside what the client saw. */
final class Evidence {
    private Evidence() {}

    /** Adds when the call of each action arrived: the first one, if there were more. */
    static List<Life.Finished> withArrivals(Collection<Life.Finished> lives, Collection<Arrival> arrivals) {
        var byDigest = arrivals.stream()
                .collect(Collectors.toMap(
                        Arrival::auditContext, Arrival::at, (one, other) -> one.isBefore(other) ? one : other));
        return lives.stream()
                .map(life -> {
                    var at = byDigest.get(life.digest());
                    return at == null ? life : life.with(Map.of(Moment.ARRIVED, at));
                })
                .toList();
    }

    /** Adds what the services' own clocks say. */
    static Life.Finished withAudit(Life.Finished life, Collection<AuditEntry> entries) {
        var moments = new EnumMap<Moment, Instant>(Moment.class);
        entries.forEach(entry -> {
            switch (entry.kind()) {
                case "action.proposed" -> moments.put(Moment.PROPOSED, entry.time());
                case "action.classified" -> moments.put(Moment.CLASSIFIED, entry.time());
                case "action.pending" -> moments.put(Moment.PENDING, entry.time());
                case "action.approved" -> moments.put(Moment.APPROVED, entry.time());
                case "action.dispatching" -> moments.put(Moment.DISPATCHING, entry.time());
                case "action.succeeded" -> moments.put(Moment.SUCCEEDED, entry.time());
                default -> {} // the run's own, and the grant
            }
        });
        return life.with(moments);
    }

    /** What the ledger holds otherwise than each finished action once; empty if all is well. */
    static List<String> differences(Collection<Life.Finished> lives, Collection<Effect> effects) {
        var times = effects.stream()
                .collect(Collectors.groupingBy(
                        Effect::auditContext, Collectors.mapping(Function.identity(), Collectors.counting())));
        return lives.stream()
                .map(life -> times.getOrDefault(life.digest(), 0L))
                .filter(found -> found != 1)
                .map(found -> "finished, and " + found + " times in the provider's ledger")
                .toList();
    }
}
