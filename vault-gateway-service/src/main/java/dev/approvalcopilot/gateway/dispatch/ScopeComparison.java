package dev.approvalcopilot.gateway.dispatch;

import dev.approvalcopilot.contracts.manifest.ScopeMode;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;

/** The token's scopes beside those that were granted (contracts, "Tool manifest", {@code scopeMode}). */
sealed interface ScopeComparison {

    /** @param beyond what the token could do beyond this call: recorded, and shown before the decision */
    record Accepted(Set<String> beyond) implements ScopeComparison {}

    /** Fewer than granted never pass. */
    record Missing(Set<String> scopes) implements ScopeComparison {}

    /** More than granted, where the provider could have narrowed. */
    record TooMany() implements ScopeComparison {}

    static ScopeComparison of(ScopeMode mode, Collection<String> granted, Collection<String> received) {
        var missing = without(granted, received);
        var beyond = without(received, granted);
        return switch (mode) {
            case UNREPORTED -> new Accepted(Set.of());
            case FIXED -> missing.isEmpty() ? new Accepted(beyond) : new Missing(missing);
            // There was nothing to ask for.
            case NONE -> new TooMany();
            case NARROWABLE -> {
                if (!missing.isEmpty()) {
                    yield new Missing(missing);
                }
                yield beyond.isEmpty() ? new Accepted(Set.of()) : new TooMany();
            }
        };
    }

    private static Set<String> without(Collection<String> all, Collection<String> some) {
        var rest = new TreeSet<>(all);
        rest.removeAll(Set.copyOf(some));
        return rest;
    }
}
