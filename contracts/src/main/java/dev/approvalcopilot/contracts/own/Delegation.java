package dev.approvalcopilot.contracts.own;

import dev.approvalcopilot.contracts.identity.Principal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * One person lets another decide for them for a while. It counts for the person's own actions only: who decides for somebody
 * cannot hand that on.
 *
 * @param id of the action that made it
 * @param to the delegate, see {@link Principal}
 * @param from from then on
 * @param until no longer then
 * @param tools for these alone; empty: for all
 */
public record Delegation(UUID id, String to, Instant from, Instant until, List<String> tools) {

    /** Of one person, open or to come. */
    public static final int MAX_A_PERSON = 10;

    /** Whom one no longer thinks of does not decide. */
    public static final Duration LONGEST = Duration.ofDays(92);

    private static final int MAX_TOOLS = 20;

    /** @throws IllegalArgumentException when it names nobody, or no span of time */
    public Delegation {
        require(id != null, "id");
        require(Principal.holds(to), "to");
        require(from != null && until != null && from.isBefore(until), "from and until");
        tools = tools == null ? List.of() : List.copyOf(tools);
        require(tools.size() <= MAX_TOOLS, "tools");
    }

    public boolean lastsTooLong() {
        return Duration.between(from, until).compareTo(LONGEST) > 0;
    }

    /** Whether the delegate may decide about that tool at that time. */
    public boolean covers(String tool, Instant at) {
        return !at.isBefore(from) && at.isBefore(until) && (tools.isEmpty() || tools.contains(tool));
    }

    /** Whether there is a moment at which both are in force. */
    public boolean overlaps(Delegation other) {
        return from.isBefore(other.until) && other.from.isBefore(until);
    }

    private static void require(boolean holds, String member) {
        if (!holds) {
            throw new IllegalArgumentException("a delegation: " + member);
        }
    }
}
