package dev.approvalcopilot.risk.policy;

import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BinaryOperator;

/**
 * What a policy asks of the decision; null where it asks nothing. Two are merged by the stricter of each.
 *
 * @param expiry the action waits no longer
 * @param quorum at least so many distinct approvers
 * @param groups of each of these at least one member must approve; merged, of each that any policy names
 * @param dwell at least so long between showing and approving
 * @param freshLogin a login bound to the action
 */
public record Demands(Duration expiry, Integer quorum, Set<String> groups, Duration dwell, Boolean freshLogin) {

    /** Asks nothing. */
    public static final Demands NONE = new Demands(null, null, null, null, null);

    private static final int MAX_QUORUM = 5;

    public Demands {
        require(expiry == null || expiry.isPositive(), "expiry must be positive");
        require(quorum == null || quorum >= 1 && quorum <= MAX_QUORUM, "quorum must be 1 to " + MAX_QUORUM);
        require(dwell == null || dwell.isPositive(), "dwell must be positive");
        require(groups == null || !groups.isEmpty(), "groups must name at least one");
        require(freshLogin == null || freshLogin, "freshLogin can only be asked for, not excused");
        groups = groups == null ? null : Set.copyOf(groups);
    }

    /** Both, by the stricter of each. */
    public Demands and(Demands other) {
        return new Demands(
                stricter(expiry, other.expiry, (a, b) -> a.compareTo(b) < 0 ? a : b),
                stricter(quorum, other.quorum, Math::max),
                stricter(groups, other.groups, Demands::either),
                stricter(dwell, other.dwell, (a, b) -> a.compareTo(b) > 0 ? a : b),
                stricter(freshLogin, other.freshLogin, Boolean::logicalOr));
    }

    boolean asksNothing() {
        return equals(NONE);
    }

    private static Set<String> either(Set<String> one, Set<String> other) {
        var all = new TreeSet<>(one);
        all.addAll(other);
        return all;
    }

    private static <T> T stricter(T one, T other, BinaryOperator<T> choice) {
        if (one == null) {
            return other;
        }
        return other == null ? one : choice.apply(one, other);
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new IllegalArgumentException(what);
        }
    }
}
