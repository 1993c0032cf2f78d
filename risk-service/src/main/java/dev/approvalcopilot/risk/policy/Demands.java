package dev.approvalcopilot.risk.policy;

import dev.approvalcopilot.contracts.grant.GrantClaims;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BinaryOperator;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What a policy asks of the decision; null where it asks nothing. Two are merged by the stricter of each.
 *
 * @param expiry the action waits no longer
 * @param quorum at least so many distinct approvers
 * @param groups of each of these at least one member must approve; merged, of each that any policy names
 * @param dwell at least so long between showing and approving
 * @param freshLogin a login bound to the action
 * @param excludesRequester the principal's own approval does not count
 * @param reminder who may decide is told again after so long
 * @param escalation whom else it is shown to
 * @param workingTime the times above but {@code dwell} count only within working hours; merged, only where every policy that
 *     names a time says so, since less waiting is the stricter
 */
public record Demands(
        @Nullable Duration expiry,
        @Nullable Integer quorum,
        @Nullable Set<String> groups,
        @Nullable Duration dwell,
        @Nullable Boolean freshLogin,
        @Nullable Boolean excludesRequester,
        @Nullable Duration reminder,
        @Nullable Escalation escalation,
        @Nullable Boolean workingTime) {

    /** Asks nothing. */
    public static final Demands NONE = new Demands(null, null, null, null, null);

    private static final int MAX_QUORUM = GrantClaims.MAX_QUORUM;

    /**
     * @param after so long after it began to wait
     * @param groups whose members may then decide too
     */
    @Schema(name = "EscalationOfPolicy")
    public record Escalation(Duration after, Set<String> groups) {
        public Escalation {
            require(after != null && after.isPositive(), "escalation: after must be positive");
            require(
                    groups != null && !groups.isEmpty() && groups.stream().noneMatch(String::isBlank),
                    "escalation: groups must name at least one");
            groups = Set.copyOf(groups);
        }

        /** At the earlier time to all of them. */
        Escalation and(Escalation other) {
            return new Escalation(earlier(after, other.after), either(groups, other.groups));
        }
    }

    public Demands {
        require(expiry == null || expiry.isPositive(), "expiry must be positive");
        require(quorum == null || quorum >= 1 && quorum <= MAX_QUORUM, "quorum must be 1 to " + MAX_QUORUM);
        require(dwell == null || dwell.isPositive(), "dwell must be positive");
        require(groups == null || !groups.isEmpty(), "groups must name at least one");
        require(freshLogin == null || freshLogin, "freshLogin can only be asked for, not excused");
        require(excludesRequester == null || excludesRequester, "excludesRequester can only be asked for, not excused");
        require(reminder == null || reminder.isPositive(), "reminder must be positive");
        require(workingTime == null || workingTime, "workingTime is true or left out");
        require(
                workingTime == null || expiry != null || reminder != null || escalation != null,
                "workingTime needs a time: expiry, reminder or escalation");
        groups = groups == null ? null : Set.copyOf(groups);
    }

    /** Asks nothing of how the action waits but its expiry. */
    public Demands(Duration expiry, Integer quorum, Set<String> groups, Duration dwell, Boolean freshLogin) {
        this(expiry, quorum, groups, dwell, freshLogin, null, null, null, null);
    }

    /** Both, by the stricter of each. */
    public Demands and(Demands other) {
        return new Demands(
                stricter(expiry, other.expiry, Demands::earlier),
                stricter(quorum, other.quorum, Math::max),
                stricter(groups, other.groups, Demands::either),
                stricter(dwell, other.dwell, (a, b) -> a.compareTo(b) > 0 ? a : b),
                stricter(freshLogin, other.freshLogin, Boolean::logicalOr),
                stricter(excludesRequester, other.excludesRequester, Boolean::logicalOr),
                stricter(reminder, other.reminder, Demands::earlier),
                stricter(escalation, other.escalation, Escalation::and),
                countsOnTheClock() || other.countsOnTheClock()
                        ? null
                        : stricter(workingTime, other.workingTime, Boolean::logicalAnd));
    }

    boolean asksNothing() {
        return equals(NONE);
    }

    private boolean countsOnTheClock() {
        return workingTime == null && (expiry != null || reminder != null || escalation != null);
    }

    private static Duration earlier(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
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
